package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Decisions;
import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.MemberRole;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Inviting people. Nobody invites above themselves, and an invitation is worth nothing as soon as whoever made it could not
 * give its role any more: whoever is removed or demoted leaves no way in behind.
 */
public final class Invitations {
    static final Permission INVITE = Permission.admin("member.invite", Role.ADMIN);
    private final Decisions decisions;
    private final Members members;
    private final Permissions permissions;
    private final InvitationRepository rows = new InvitationRepository();

    public Invitations(Decisions decisions, Members members, Permissions permissions) {
        this.decisions = decisions;
        this.members = members;
        this.permissions = permissions;
    }

    /** An invitation and its token, which is shown this once. */
    record Issued(Invitation invitation, Secret token) {}

    /** A new one; fails with {@code CONFLICT} when there is an open one, or a member, with that address. */
    Future<Issued> issue(
            Sql sql, TenantContext tenant, Principal by, String email, String roleName, Duration lifetime) {
        var token = OpaqueToken.INVITATION.mint();
        return decider(sql, tenant, by)
                .compose(decider -> members.role(sql, roleName).map(role -> {
                    var known = role.orElseThrow(Invitations::noSuchRole);
                    decider.mustCover(known.authority());
                    return known;
                }))
                .compose(role -> members.called(sql, email)
                        .compose(known -> known.isPresent()
                                ? Future.failedFuture(taken("belongs to a member already"))
                                : rows.insert(
                                                sql,
                                                UuidV7.next(),
                                                OpaqueToken.hash(token.reveal()),
                                                email,
                                                role,
                                                new PersonId(by.id()),
                                                lifetime)
                                        .recover(Invitations::openAlready)))
                .map(invitation -> new Issued(invitation, token));
    }

    private static AppException noSuchRole() {
        return new AppException(
                ErrorCode.INVALID_INPUT,
                ErrorCode.INVALID_INPUT.text(),
                List.of(new ErrorDetail(
                        "role", "must be a role of the tenant, or one of owner, admin, user or viewer")));
    }

    private static <T> Future<T> openAlready(Throwable failure) {
        return Future.failedFuture(
                failure instanceof AppException known && known.code() == ErrorCode.CONFLICT
                        ? taken("has an open invitation: send that one again, or revoke it")
                        : failure);
    }

    private static AppException taken(String problem) {
        return new AppException(
                ErrorCode.CONFLICT, ErrorCode.CONFLICT.text(), List.of(new ErrorDetail("email", problem)));
    }

    Future<List<Invitation>> page(Sql sql, UUID before, int most) {
        return rows.page(sql, before, most);
    }

    /** Another token in the place of the one before, from somebody who answers for it from now on. */
    Future<Issued> resend(Sql sql, TenantContext tenant, Principal by, UUID id, Duration lifetime) {
        var token = OpaqueToken.INVITATION.mint();
        return pending(sql, tenant, by, id)
                .compose(pending ->
                        rows.renew(sql, id, OpaqueToken.hash(token.reveal()), new PersonId(by.id()), lifetime))
                .map(renewed -> new Issued(renewed, token));
    }

    Future<Invitation> revoke(Sql sql, TenantContext tenant, Principal by, UUID id) {
        return pending(sql, tenant, by, id)
                .compose(pending -> rows.revoke(sql, id).map(pending));
    }

    /** One that somebody may decide over. */
    private Future<Invitation> pending(Sql sql, TenantContext tenant, Principal by, UUID id) {
        return decider(sql, tenant, by)
                .compose(decider -> rows.pending(sql, id)
                        .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                        .compose(invitation -> members.role(sql, invitation.role())
                                .map(role -> {
                                    role.ifPresent(known -> decider.mustCover(known.authority()));
                                    return invitation;
                                })));
    }

    private Future<Decisions.Decider> decider(Sql sql, TenantContext tenant, Principal by) {
        return by.kind() == Principal.Kind.SERVICE
                ? Future.failedFuture(new AppException(
                        ErrorCode.PERMISSION_DENIED, "Members invite people: nobody could answer for a service"))
                : decisions.begin(sql, tenant, by, INVITE);
    }

    /**
     * What the token is good for; fails with {@code NOT_FOUND} when for nothing. Whoever made the invitation stays what they
     * are until the transaction has ended.
     */
    Future<Look> look(Sql sql, String token) {
        return open(sql, token)
                .compose(invitation -> members.hold(sql, invitation.invitedBy())
                        .compose(inviter -> members.role(sql, invitation.role())
                                .map(role -> new Look(
                                        invitation,
                                        inviter.orElseThrow(Invitations::worthless),
                                        role.orElseThrow(Invitations::worthless))))
                        .map(look -> {
                            var giving = look.inviter().authority();
                            if (!giving.holds(INVITE)
                                    || !permissions.covers(giving, look.role().authority())) {
                                throw worthless();
                            }
                            return look;
                        }));
    }

    /** What somebody who has a token gets to see. */
    record Look(Invitation invitation, Member inviter, MemberRole role) {}

    /** Uses the invitation of that token up, in the transaction that makes the member; fails as {@link #look} does. */
    Future<Look> accept(Sql sql, String token) {
        return look(sql, token)
                .compose(look -> rows.accept(sql, OpaqueToken.hash(token)).map(used -> {
                    if (!used) {
                        throw worthless();
                    }
                    return look;
                }));
    }

    private Future<Invitation> open(Sql sql, String token) {
        return (OpaqueToken.INVITATION.looksLike(token)
                        ? rows.open(sql, OpaqueToken.hash(token))
                        : Future.succeededFuture(Optional.<Invitation>empty()))
                .map(found -> found.orElseThrow(Invitations::worthless));
    }

    /** The same for all that can be wrong with one. */
    static AppException worthless() {
        return new AppException(
                ErrorCode.NOT_FOUND,
                "This invitation is not valid: it was used, withdrawn or sent again, or has expired. Ask for a new one");
    }
}
