package dev.tenantry.feature.identity;

import dev.tenantry.platform.config.PasswordConfig;
import dev.tenantry.platform.error.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a new password must be: long enough and, where the installation asks for it, none that is guessed first (NIST SP
 * 800-63B, section 3.1.1.2): one of the common ones, also with digits around it or in its letters; one that repeats itself or
 * counts; one that holds what its person or tenant is called.
 */
public final class PasswordRules {
    static final int LONGEST = 256;
    private static final int SHORTEST_NAME = 4;
    private static final int FEWEST_CHARACTERS = 5;
    private static final Pattern REPEATED = Pattern.compile("(.+?)\\1+", Pattern.DOTALL);
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final String DISGUISES = "4@8310!57$";
    private static final String LETTERS = "aabeloists";
    private final int shortest;
    private final Future<Optional<CommonPasswords>> common;

    public PasswordRules(Vertx vertx, PasswordConfig config) {
        this.shortest = config.minLength();
        this.common = config.refuseCommon()
                ? vertx.executeBlocking(() -> Optional.of(CommonPasswords.load()))
                : Future.succeededFuture(Optional.empty());
    }

    /**
     * Fails with {@code INVALID_INPUT} for what is not allowed.
     *
     * @param field where the answer says so
     * @param names what the person and the tenant are called
     */
    Future<Void> check(String field, String password, List<String> names) {
        new Problems().text(field, password, shortest, LONGEST).orThrow();
        return common.compose(known -> {
            known.flatMap(list -> problem(list, password.toLowerCase(Locale.ROOT), names))
                    .ifPresent(problem -> new Problems().add(field, problem).orThrow());
            return Future.succeededFuture();
        });
    }

    private static Optional<String> problem(CommonPasswords common, String password, List<String> names) {
        if (names.stream().flatMap(PasswordRules::parts).anyMatch(password::contains)) {
            return Optional.of("must not hold the username, the e-mail address or the name of the tenant");
        }
        var repeated = REPEATED.matcher(password);
        var whole = repeated.matches() ? repeated.group(1) : password;
        if (isMonotonous(password) || whole.length() * 3 <= password.length()) {
            return Optional.of("must not repeat itself or count");
        }
        return spellings(whole).anyMatch(common::hold)
                ? Optional.of("is one of the passwords that are guessed first")
                : Optional.empty();
    }

    /** Of an address what stands before the @. Short names are part of too many words. */
    private static Stream<String> parts(String name) {
        return Stream.of(name.split("@", 2)[0].toLowerCase(Locale.ROOT)).filter(part -> part.length() >= SHORTEST_NAME);
    }

    /** Few different characters, or each the neighbour of the one before: {@code abcdefgh}, {@code 87654321}. */
    private static boolean isMonotonous(String password) {
        return password.chars().distinct().count() < FEWEST_CHARACTERS
                || IntStream.range(1, password.length())
                        .allMatch(at -> isNext(password.charAt(at - 1), password.charAt(at)));
    }

    private static boolean isNext(char one, char other) {
        return Math.abs(one - other) <= 1 || (one == '9' && other == '0') || (one == '0' && other == '9');
    }

    /** As it is, without what stands around a word that is at least half of it, and both with letters for their look-alikes. */
    private static Stream<String> spellings(String password) {
        return Stream.of(password, undisguised(password))
                .flatMap(text -> Stream.of(text, AROUND.matcher(text).replaceAll("")))
                .flatMap(text -> Stream.of(text, undisguised(text)))
                .filter(text -> text.length() * 2 >= password.length());
    }

    private static String undisguised(String text) {
        var letters = text.toCharArray();
        for (int at = 0; at < letters.length; at++) {
            var disguise = DISGUISES.indexOf(letters[at]);
            if (disguise >= 0) {
                letters[at] = LETTERS.charAt(disguise);
            }
        }
        return new String(letters);
    }
}
