package dev.tenantry.platform.sql.listen;

import dev.tenantry.platform.tenancy.TenantId;
import java.util.regex.Pattern;

/**
 * The channels of one door, for one tenant or for the whole installation. PostgreSQL knows no owner of a channel: the
 * owner's id is in its name.
 */
public final class ChannelNames {
    /** With the door's letter, the tenant's 32 digits and two {@code _} it fills the 63 bytes PostgreSQL tells apart. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,27}");

    private final String prefix;

    private ChannelNames(String prefix) {
        this.prefix = prefix;
    }

    /** In the database that has the tenant's own tables. */
    public static ChannelNames ofTenantLine(TenantId tenant) {
        return new ChannelNames("t_" + digits(tenant));
    }

    /** In the main database. */
    public static ChannelNames ofControlLine(TenantId tenant) {
        return new ChannelNames("c_" + digits(tenant));
    }

    public static ChannelNames acrossTenants() {
        return new ChannelNames("g_");
    }

    /** @throws IllegalArgumentException when it is no channel's name */
    public String physical(String channel) {
        if (!NAME.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "A channel is a lower-case letter and up to 27 lower-case letters, digits and _, not: " + channel);
        }
        return prefix + channel;
    }

    private static String digits(TenantId tenant) {
        return tenant.value().toString().replace("-", "") + "_";
    }
}
