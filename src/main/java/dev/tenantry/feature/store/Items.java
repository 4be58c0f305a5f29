package dev.tenantry.feature.store;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.UuidV7;
import io.vertx.core.Future;

/** What lies in a store. Each route goes into the store first. */
final class Items {
    private static final String ITEMS = "/api/v1/stores/{id}/items";
    private static final String ITEM = ITEMS + "/{item_id}";
    private static final Permission READ = Permission.read("store.item.read", Role.VIEWER);
    private static final Permission WRITE = Permission.write("store.item.write", Role.USER);
    private final Stores stores;
    private final ItemRepository items = new ItemRepository();

    Items(Stores stores) {
        this.stores = stores;
    }

    void contribute(Contribution to) {
        to.get(ITEMS, READ, Answer.page(Item.class, "What lies in a store, newest first"), this::list);
        to.post(ITEMS, WRITE, ItemInput.class, Answer.created(Item.class, "Adds an item to a store"), this::add);
        to.get(ITEM, READ, Answer.one(Item.class, "One item of a store"), this::get);
        to.put(ITEM, WRITE, ItemInput.class, Answer.one(Item.class, "Replaces an item of a store"), this::update);
        to.delete(ITEM, WRITE, Answer.done("Takes an item out of a store"), this::remove);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        return stores.entered(call)
                .compose(store -> items.page(call.sql(), store, call.page()))
                .map(found -> Reply.ok(Page.of(found, call.page(), Item::id)));
    }

    private Future<Reply> add(TenantCall<ItemInput> call) {
        return stores.entered(call)
                .compose(store -> items.insert(call.sql(), store, UuidV7.next(), call.body()))
                .map(added -> added.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                .map(item -> {
                    tell(call, "store.item.added", item);
                    return Reply.created(item)
                            .with("Location", "/api/v1/stores/%s/items/%s".formatted(item.storeId(), item.id()));
                });
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return stores.entered(call)
                .compose(store -> items.byId(call.sql(), store, call.id("item_id")))
                .map(found -> Reply.ok(found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND))));
    }

    private Future<Reply> update(TenantCall<ItemInput> call) {
        return stores.entered(call)
                .compose(store -> items.update(call.sql(), store, call.id("item_id"), call.body()))
                .map(found -> {
                    var item = found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND));
                    tell(call, "store.item.updated", item);
                    return Reply.ok(item);
                });
    }

    private static void tell(TenantCall<?> call, String action, Item item) {
        call.happened(Happening.of(action, item.id())
                .with("store_id", item.storeId())
                .with("name", item.name())
                .with("quantity", item.quantity()));
    }

    private Future<Reply> remove(TenantCall<Nothing> call) {
        var id = call.id("item_id");
        call.happened(Happening.of("store.item.removed", id).with("store_id", call.id("id")));
        return stores.entered(call)
                .compose(store -> items.delete(call.sql(), store, id))
                .map(removed -> {
                    if (!removed) {
                        throw new AppException(ErrorCode.NOT_FOUND);
                    }
                    return Reply.done();
                });
    }
}
