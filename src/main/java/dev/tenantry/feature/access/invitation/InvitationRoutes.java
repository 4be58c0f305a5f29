package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Members;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inviting people and taking it back, for owners and admins. */
public final class InvitationRoutes {
    private static final String PATH = "/api/v1/invitations";
    private final ControlDatabase database;
    private final Invitations invitations;
    private final AcceptPages pages;

    public InvitationRoutes(ControlDatabase database, Invitations invitations, AcceptPages pages) {
        this.database = database;
        this.invitations = invitations;
        this.pages = pages;
    }

    public void contribute(Contribution to) {
        var here = to.through(database::of).inBrowser();
        here.post(
                PATH,
                Invitations.INVITE,
                Wanted.class,
                Answer.created(Given.class, "Invites somebody: the link is shown this once, to be passed on"),
                this::invite);
        here.get(
                PATH,
                Invitations.INVITE,
                Answer.page(Shown.class, "The tenant's invitations, newest first"),
                this::list);
        here.post(
                PATH + "/{id}/resend",
                Invitations.INVITE,
                Again.class,
                Answer.one(Given.class, "Another link in the place of the one before"),
                this::resend);
        here.delete(PATH + "/{id}", Invitations.INVITE, Answer.done("Takes an invitation back"), this::revoke);
    }

    private Future<Reply> invite(TenantCall<Wanted> call) {
        var wanted = call.body();
        return invitations
                .issue(
                        call.sql(),
                        call.tenant(),
                        call.principal(),
                        wanted.email(),
                        wanted.role(),
                        lifetime(wanted.expiresIn()))
                .map(issued -> {
                    call.happened(told("invitation.created", issued.invitation()));
                    return Reply.created(given(call.tenant(), issued));
                });
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        var wanted = call.page();
        return invitations
                .page(call.sql(), wanted.before(), wanted.fetch())
                .map(rows -> rows.stream().map(Shown::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, Shown::id)));
    }

    private Future<Reply> resend(TenantCall<Again> call) {
        return invitations
                .resend(
                        call.sql(),
                        call.tenant(),
                        call.principal(),
                        call.id("id"),
                        lifetime(call.body().expiresIn()))
                .map(issued -> {
                    call.happened(told("invitation.resent", issued.invitation()));
                    return Reply.ok(given(call.tenant(), issued));
                });
    }

    private Future<Reply> revoke(TenantCall<Nothing> call) {
        return invitations
                .revoke(call.sql(), call.tenant(), call.principal(), call.id("id"))
                .map(revoked -> {
                    call.happened(told("invitation.revoked", revoked));
                    return Reply.done();
                });
    }

    private static Happening told(String action, Invitation invitation) {
        return Happening.of(action, invitation.id())
                .with("email", invitation.email())
                .with("role", invitation.role());
    }

    private Given given(TenantContext tenant, Invitations.Issued issued) {
        return new Given(Shown.of(issued.invitation()), issued.token().reveal(), pages.link(tenant, issued.token()));
    }

    private static Duration lifetime(@Nullable Integer seconds) {
        return seconds == null ? Again.UNLESS_TOLD : Duration.ofSeconds(seconds);
    }

    /** @param expiresIn seconds, seven days when nothing is said */
    record Wanted(String email, String role, @Nullable Integer expiresIn) {
        Wanted {
            var problems = Members.checkEmail(new Problems(), "email", email).text("role", role, 1, 200);
            Again.check(problems, expiresIn);
            problems.orThrow();
        }
    }

    /** @param expiresIn seconds, seven days when nothing is said */
    record Again(@Nullable Integer expiresIn) {
        private static final Duration UNLESS_TOLD = Duration.ofDays(7);
        private static final Duration SHORTEST = Duration.ofHours(1);
        private static final Duration LONGEST = Duration.ofDays(30);

        Again {
            var problems = new Problems();
            check(problems, expiresIn);
            problems.orThrow();
        }

        private static void check(Problems problems, @Nullable Integer expiresIn) {
            if (expiresIn != null && (expiresIn < SHORTEST.toSeconds() || expiresIn > LONGEST.toSeconds())) {
                problems.add(
                        "expires_in", "must be " + SHORTEST.toSeconds() + " to " + LONGEST.toSeconds() + " seconds");
            }
        }
    }

    /** What is known of an invitation; never what it is accepted with. */
    record Shown(
            UUID id,
            String email,
            String role,
            String status,
            UUID invitedBy,
            int sent,
            Instant createdAt,
            Instant expiresAt) {

        static Shown of(Invitation invitation) {
            return new Shown(
                    invitation.id(),
                    invitation.email(),
                    invitation.role(),
                    invitation.status().name().toLowerCase(Locale.ROOT),
                    invitation.invitedBy().value(),
                    invitation.sent(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    /** {@code token} and the {@code link} with it are shown this once. */
    record Given(Shown invitation, String token, String link) {
        @Override
        public String toString() {
            return "Given[" + invitation + "]";
        }
    }
}
