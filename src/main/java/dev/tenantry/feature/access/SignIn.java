package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** Whether somebody is the member they say they are. The answer takes equally long for a name that nobody has. */
public final class SignIn {
    private final Members members;
    private final People people;

    public SignIn(Members members, People people) {
        this.members = members;
        this.people = people;
    }

    public Future<Optional<Member>> check(TenantContext tenant, String login, String password) {
        return members.byLogin(tenant, login)
                .compose(member -> people.hasPassword(member.map(Member::person), password)
                        .map(right -> member.filter(known -> right)));
    }
}
