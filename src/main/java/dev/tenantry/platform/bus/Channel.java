package dev.tenantry.platform.bus;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Typed questions and answers between verticles of one process. Records travel as they are, nothing is serialised. The
 * answering side has a bound: with that many questions open, one more is answered {@code OVERLOADED}.
 */
public final class Channel<Q, A> {
    private static final long ANSWER_WITHIN_MILLIS = 30_000;
    private final EventBus bus;
    private final String address;
    private final int bound;

    public Channel(Vertx vertx, String address, int bound) {
        this.bus = vertx.eventBus();
        this.address = address;
        this.bound = bound;
        LocalCodec.register(bus);
    }

    public Future<A> ask(Q question) {
        var options = new DeliveryOptions()
                .setCodecName(LocalCodec.NAME)
                .setLocalOnly(true)
                .setSendTimeout(ANSWER_WITHIN_MILLIS);
        return bus.<Parcel>request(address, new Parcel(question), options)
                .recover(failure -> Future.failedFuture(unanswered(failure)))
                .compose(answer -> opened(answer.body()));
    }

    /** Answers questions on the calling verticle's loop, until that verticle is undeployed. */
    public void serve(Function<Q, Future<A>> answering) {
        var open = new AtomicInteger();
        bus.<Parcel>localConsumer(address, question -> {
            if (open.incrementAndGet() > bound) {
                open.decrementAndGet();
                reply(question, new Parcel(new AppException(ErrorCode.OVERLOADED)));
                return;
            }
            Future.succeededFuture()
                    .compose(nothing -> answering.apply(question(question.body())))
                    .onComplete(result -> {
                        open.decrementAndGet();
                        reply(question, new Parcel(result.succeeded() ? result.result() : result.cause()));
                    });
        });
    }

    private static void reply(Message<Parcel> question, Parcel answer) {
        question.reply(
                answer, new DeliveryOptions().setCodecName(LocalCodec.NAME).setLocalOnly(true));
    }

    // Both ends are typed by the same Channel.
    @SuppressWarnings("unchecked")
    private Future<A> opened(Parcel parcel) {
        return parcel.content() instanceof Throwable failure
                ? Future.failedFuture(failure)
                : Future.succeededFuture((A) parcel.content());
    }

    @SuppressWarnings("unchecked")
    private Q question(Parcel parcel) {
        return (Q) parcel.content();
    }

    private static Throwable unanswered(Throwable failure) {
        return failure instanceof ReplyException ? new AppException(ErrorCode.OVERLOADED) : failure;
    }
}
