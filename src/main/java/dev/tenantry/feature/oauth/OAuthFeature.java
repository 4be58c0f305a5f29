package dev.tenantry.feature.oauth;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import java.util.List;
import java.util.function.Consumer;

/** The authorization server: every tenant is an issuer of its own. */
public final class OAuthFeature implements Feature {
    private final List<Consumer<Contribution>> rooms;

    /** @param rooms what each room adds, in the order its routes are told in */
    public OAuthFeature(List<Consumer<Contribution>> rooms) {
        this.rooms = List.copyOf(rooms);
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public void contribute(Contribution to) {
        rooms.forEach(room -> room.accept(to));
    }
}
