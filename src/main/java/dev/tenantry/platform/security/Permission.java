package dev.tenantry.platform.security;

/**
 * Leave to do one kind of thing. Both sides have to agree: the member's role and the token's scope.
 *
 * @param name such as {@code product.write}
 * @param least the least role that has it by default
 * @param scope the scope a token needs for it
 * @param ofEveryMember whether every member has it, whatever their role: what concerns nobody but themselves
 */
public record Permission(String name, Role least, Scope scope, boolean ofEveryMember) {

    public static Permission read(String name, Role least) {
        return new Permission(name, least, Scope.READ, false);
    }

    public static Permission write(String name, Role least) {
        return new Permission(name, least, Scope.WRITE, false);
    }

    public static Permission admin(String name, Role least) {
        return new Permission(name, least, Scope.ADMIN, false);
    }

    /** Of every member, over what is their own. */
    public static Permission own(String name, Scope scope) {
        return new Permission(name, Role.VIEWER, scope, true);
    }
}
