package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
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
    private final Members members;
    private final Permissions permissions;
    private final InvitationRepository rows = new InvitationRepository();

    public Invitations(Members members, Permissions permissions) {
        this.members = members;
        this.permissions = permissions;
    }

    /** An invitation and its token, which is shown this once. */
    record Issued(Invitation invitation, Secret token) {}

    /** A new one; fails with {@code CONFLICT} when there is an open one, or a member, with that address. */
    Future<Issued> issue(Sql sql, Principal by, String email, Role role, Duration lifetime) {
        var token = OpaqueToken.INVITATION.mint();
        return decided(sql, by, role)
                .compose(inviter -> members.called(sql, email)
                        .compose(known -> known.isPresent()
                                ? Future.failedFuture(taken("belongs to a member already"))
                                : rows.insert(
                                                sql,
                                                UuidV7.next(),
                                                OpaqueToken.hash(token.reveal()),
                                                email,
                                                role,
                                                inviter.person(),
                                                lifetime)
                                        .recover(Invitations::openAlready)))
                .map(invitation -> new Issued(invitation, token));
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
    Future<Issued> resend(Sql sql, Principal by, UUID id, Duration lifetime) {
        var token = OpaqueToken.INVITATION.mint();
        return pending(sql, by, id)
                .compose(pending ->
                        rows.renew(sql, id, OpaqueToken.hash(token.reveal()), new PersonId(by.id()), lifetime))
                .map(renewed -> new Issued(renewed, token));
    }

    Future<Invitation> revoke(Sql sql, Principal by, UUID id) {
        return pending(sql, by, id).compose(pending -> rows.revoke(sql, id).map(pending));
    }

    /** One that somebody may decide over. Its member's row comes first, as where a member is removed: no two wait in a circle. */
    private Future<Invitation> pending(Sql sql, Principal by, UUID id) {
        return inviter(sql, by)
                .compose(inviter -> rows.pending(sql, id)
                        .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                        .map(invitation -> {
                            check(inviter, invitation.role());
                            return invitation;
                        }));
    }

    private Future<Member> decided(Sql sql, Principal by, Role role) {
        return inviter(sql, by).map(inviter -> {
            check(inviter, role);
            return inviter;
        });
    }

    private void check(Member inviter, Role role) {
        if (!mayGive(inviter, role)) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
        }
    }

    private Future<Member> inviter(Sql sql, Principal by) {
        if (by.kind() == Principal.Kind.SERVICE) {
            return Future.failedFuture(new AppException(
                    ErrorCode.PERMISSION_DENIED, "Members invite people: nobody could answer for a service"));
        }
        return members.hold(sql, new PersonId(by.id()))
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.PERMISSION_DENIED)));
    }

    private boolean mayGive(Member inviter, Role role) {
        return inviter.authority().holds(INVITE) && permissions.covers(inviter.authority(), Authority.of(role));
    }

    /** The invitation of that token and who has made it; fails with {@code NOT_FOUND} when it is worth nothing. */
    Future<Look> look(Sql sql, String token) {
        return open(sql, token)
                .compose(invitation -> members.hold(sql, invitation.invitedBy())
                        .map(inviter -> inviter.filter(member -> mayGive(member, invitation.role()))
                                .map(member -> new Look(invitation, member))
                                .orElseThrow(Invitations::worthless)));
    }

    /** What somebody who has a token gets to see. */
    record Look(Invitation invitation, Member inviter) {}

    /** Uses the invitation of that token up, in the transaction that makes the member; fails as {@link #look} does. */
    Future<Invitation> accept(Sql sql, String token) {
        return look(sql, token)
                .compose(look -> rows.accept(sql, OpaqueToken.hash(token)).map(used -> {
                    if (!used) {
                        throw worthless();
                    }
                    return look.invitation();
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
