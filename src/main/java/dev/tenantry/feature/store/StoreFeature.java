package dev.tenantry.feature.store;

import static dev.tenantry.feature.store.Stores.MANAGE;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.UuidV7;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Stores and who works in them. */
public final class StoreFeature implements Feature {
    private static final String STORE = "/api/v1/stores/{id}";
    private static final Permission READ = Permission.read("store.read", Role.VIEWER);
    private final Members members;
    private final Stores stores = new Stores();
    private final StoreRepository rows = new StoreRepository();
    private final AssignmentRepository assignments = new AssignmentRepository();
    private final Items items = new Items(stores);

    /** @param members who can be assigned */
    public StoreFeature(Members members) {
        this.members = members;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public void contribute(Contribution to) {
        to.get("/api/v1/stores", READ, Answer.page(Store.class, "The stores one gets into, newest first"), this::list);
        to.post("/api/v1/stores", MANAGE, StoreInput.class, Answer.created(Store.class, "Opens a store"), this::open);
        to.get(STORE, READ, Answer.one(Store.class, "One store"), this::get);
        to.put(STORE, MANAGE, StoreInput.class, Answer.one(Store.class, "Changes a store"), this::update);
        to.delete(STORE, MANAGE, Answer.done("Closes a store; it can be brought back"), this::close);
        to.post(
                STORE + "/restore",
                MANAGE,
                Restoring.class,
                Answer.one(Store.class, "Brings a closed store back, with all that lies in it"),
                this::restore);
        to.get(
                STORE + "/people",
                MANAGE,
                Answer.page(Assignment.class, "The people assigned to a store"),
                this::assigned);
        to.post(
                STORE + "/people",
                MANAGE,
                NewAssignment.class,
                Answer.done("Assigns a member to a store"),
                this::assign);
        to.delete(STORE + "/people/{person_id}", MANAGE, Answer.done("Ends an assignment"), this::unassign);
        items.contribute(to);
    }

    /** The empty object. */
    record Restoring() {}

    private Future<Reply> list(TenantCall<Nothing> call) {
        return stores.page(call, call.page()).map(found -> Reply.ok(Page.of(found, call.page(), Store::id)));
    }

    private Future<Reply> open(TenantCall<StoreInput> call) {
        return rows.insert(call.sql(), UuidV7.next(), call.body())
                .map(StoreFeature::found)
                .map(store -> Reply.created(store).with("Location", "/api/v1/stores/" + store.id()));
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return stores.entered(call).map(Reply::ok);
    }

    private Future<Reply> update(TenantCall<StoreInput> call) {
        return rows.update(call.sql(), call.id("id"), call.body())
                .map(StoreFeature::found)
                .map(Reply::ok);
    }

    private Future<Reply> close(TenantCall<Nothing> call) {
        return rows.delete(call.sql(), call.id("id")).map(StoreFeature::done);
    }

    private Future<Reply> restore(TenantCall<Restoring> call) {
        call.happened(Happening.of("store.restored", call.id("id")));
        return rows.restore(call.sql(), call.id("id")).map(StoreFeature::found).map(Reply::ok);
    }

    private Future<Reply> assigned(TenantCall<Nothing> call) {
        return stores.entered(call)
                .compose(store -> assignments.page(call.sql(), store, call.page()))
                .map(found -> Reply.ok(Page.of(found, call.page(), Assignment::personId)));
    }

    private Future<Reply> assign(TenantCall<NewAssignment> call) {
        var person = call.body().personId();
        call.happened(Happening.of("store.person_assigned", call.id("id")).with("person_id", person));
        return stores.entered(call)
                .compose(store -> members.find(call.tenant(), new PersonId(person))
                        .map(member -> checked(member.isPresent()))
                        .compose(known -> assignments.insert(call.sql(), store, person)))
                .map(added -> Reply.done());
    }

    private Future<Reply> unassign(TenantCall<Nothing> call) {
        UUID person = call.id("person_id");
        call.happened(Happening.of("store.person_unassigned", call.id("id")).with("person_id", person));
        return stores.entered(call)
                .compose(store -> assignments.delete(call.sql(), store, person))
                .map(StoreFeature::done);
    }

    private static boolean checked(boolean isMember) {
        if (!isMember) {
            new Problems().add("person_id", "is no member of this tenant").orThrow();
        }
        return true;
    }

    private static Store found(Optional<Store> store) {
        return store.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND));
    }

    private static Reply done(boolean changed) {
        if (!changed) {
            throw new AppException(ErrorCode.NOT_FOUND);
        }
        return Reply.done();
    }
}
