package dev.tenantry.platform.security;

/**
 * Leave to do one kind of thing. Both sides have to agree: the member's role and the token's scope.
 *
 * @param name such as {@code product.write}
 * @param least the least role that has it by default
 * @param scope the scope a token needs for it
 */
public record Permission(String name, Role least, Scope scope) {

    public static Permission read(String name, Role least) {
        return new Permission(name, least, Scope.READ);
    }

    public static Permission write(String name, Role least) {
        return new Permission(name, least, Scope.WRITE);
    }

    public static Permission admin(String name, Role least) {
        return new Permission(name, least, Scope.ADMIN);
    }
}
