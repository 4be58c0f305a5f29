package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A scoped statement with one fault: a condition on the tenant that is not there, or a row that is put into another tenant.
 *
 * @param ofRow whether a row is put into another tenant: not every plan shows that
 * @param place the piece that was put into the original and is now another, and some of what stands around it
 */
record Mutant(Subject subject, boolean ofRow, String place) {
    private static final int SHOWN = 60;
    private static final String NAME = "(?:\"(?:[^\"]++|\"\")+\"|[\\p{L}\\p{N}_$\\u00a0]+)";

    static List<Mutant> of(Subject scoped) {
        var tenant = Pattern.quote(scoped.sentScoped().tenant()) + "(?!\\d)";
        var mutants = new ArrayList<Mutant>();
        Pattern.compile(NAME + "\\.tenant_id = " + tenant)
                .matcher(scoped.scoped())
                .results()
                .forEach(condition -> mutants.add(with(scoped, condition, "true", false)));
        Pattern.compile(tenant + "::uuid")
                .matcher(scoped.scoped())
                .results()
                .forEach(value -> mutants.add(with(scoped, value, "'" + Tenants.OTHER + "'::uuid", true)));
        return mutants;
    }

    private static Mutant with(Subject scoped, MatchResult piece, String other, boolean ofRow) {
        var text = scoped.scoped();
        var before = text.substring(0, piece.start());
        return new Mutant(
                scoped.scopedAs(before + other + text.substring(piece.end())),
                ofRow,
                text.substring(Math.max(0, piece.start() - SHOWN), Math.min(text.length(), piece.end() + SHOWN)));
    }
}
