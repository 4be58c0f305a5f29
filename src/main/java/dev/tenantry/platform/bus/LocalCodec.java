package dev.tenantry.platform.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Hands a parcel over by reference; it never leaves the process. */
final class LocalCodec implements MessageCodec<Parcel, Parcel> {
    static final String NAME = "tenantry.parcel";

    private LocalCodec() {}

    static void register(EventBus bus) {
        try {
            bus.registerCodec(new LocalCodec());
        } catch (IllegalStateException e) {
            // Another channel has registered it on this bus.
            return;
        }
    }

    @Override
    public void encodeToWire(Buffer buffer, Parcel parcel) {
        throw new UnsupportedOperationException("Parcels stay in their process");
    }

    @Override
    public Parcel decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("Parcels stay in their process");
    }

    @Override
    public Parcel transform(Parcel parcel) {
        return parcel;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
