package dev.tenantry.feature.product;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.UuidV7;
import io.vertx.core.Future;
import java.util.Optional;

/** Products: the smallest complete feature, and the example to copy. */
public final class ProductFeature implements Feature {
    private static final Permission READ = Permission.read("product.read", Role.VIEWER);
    private static final Permission WRITE = Permission.write("product.write", Role.USER);
    private static final Meter PRODUCTS = Meter.of("products", "products", 1_000, 10_000, 100_000);
    private final ProductRepository products = new ProductRepository();

    @Override
    public String name() {
        return "product";
    }

    @Override
    public void contribute(Contribution to) {
        to.meter(PRODUCTS);
        to.get("/api/v1/products", READ, Answer.page(Product.class, "The tenant's products, newest first"), this::list);
        to.post(
                "/api/v1/products",
                WRITE,
                ProductInput.class,
                Answer.created(Product.class, "A new product").versioned(),
                this::create);
        to.get(
                "/api/v1/products/{id}",
                READ,
                Answer.one(Product.class, "One product").versioned(),
                this::get);
        to.put(
                "/api/v1/products/{id}",
                WRITE,
                ProductInput.class,
                Answer.one(Product.class, "Replaces a product").versioned(),
                this::update);
        to.delete(
                "/api/v1/products/{id}",
                WRITE,
                Answer.done("Takes a product away").versioned(),
                this::delete);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        return products.page(call.sql(), call.page()).map(rows -> Reply.ok(Page.of(rows, call.page(), Product::id)));
    }

    private Future<Reply> create(TenantCall<ProductInput> call) {
        // One after the other and not awaited; the meter last, for it makes the tenant's others wait until the end.
        var made = products.insert(call.sql(), UuidV7.next(), call.body());
        return call.take(PRODUCTS)
                .compose(taken -> made)
                .map(product -> Reply.created(product)
                        .with("Location", "/api/v1/products/" + product.id())
                        .versioned(product.version()));
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return now(call)
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                .map(ProductFeature::shown);
    }

    private Future<Reply> update(TenantCall<ProductInput> call) {
        return products.update(call.sql(), call.id("id"), call.ifMatch(), call.body())
                .compose(changed -> call.ifMatch().met(changed, () -> now(call)))
                .map(ProductFeature::shown);
    }

    private Future<Reply> delete(TenantCall<Nothing> call) {
        return products.delete(call.sql(), call.id("id"), call.ifMatch())
                .compose(deleted -> call.ifMatch().met(deleted, () -> now(call)))
                .compose(deleted -> call.giveBack(PRODUCTS))
                .map(counted -> Reply.done());
    }

    private Future<Optional<Product>> now(TenantCall<?> call) {
        return products.byId(call.sql(), call.id("id"));
    }

    private static Reply shown(Product product) {
        return Reply.ok(product).versioned(product.version());
    }
}
