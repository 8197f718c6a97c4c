package com.afftok.management.platform.redis;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes a connection that has received nothing for the limit after something was sent. The Redis
/// client then reconnects.
///
/// The client's own timeout ends commands but keeps the connection. The kernel closes it only if
/// packets are not acknowledged, and a proxy can acknowledge bytes and lose them. An idle
/// connection stays open until a command fails on it.
final class SilenceLimit {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceLimit.class);

    private final Duration limit;
    private final AtomicBoolean silent = new AtomicBoolean();

    SilenceLimit(Duration limit) {
        this.limit = limit;
    }

    /// Applies the limit to all bytes of the channel, including the TLS handshake.
    void applyTo(Channel channel) {
        channel.pipeline().addFirst(new Watch());
    }

    /// Methods and timer run on the event loop of the channel.
    private final class Watch extends ChannelDuplexHandler {

        private @Nullable ScheduledFuture<?> timer;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            if (timer == null) {
                timer =
                        context.executor()
                                .schedule(
                                        () -> close(context),
                                        limit.toNanos(),
                                        TimeUnit.NANOSECONDS);
            }
            ChannelFuture _ = context.write(message, written);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            stopTimer();
            if (silent.compareAndSet(true, false)) {
                LOG.info("Redis answers again");
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stopTimer();
            context.fireChannelInactive();
        }

        private void stopTimer() {
            ScheduledFuture<?> running = timer;
            if (running != null) {
                running.cancel(false);
                timer = null;
            }
        }

        private void close(ChannelHandlerContext context) {
            if (context.channel().isActive() && silent.compareAndSet(false, true)) {
                LOG.atWarn()
                        .addKeyValue("limit_ms", limit.toMillis())
                        .log("Redis does not answer, its connection is closed");
            }
            ChannelFuture _ = context.close();
        }
    }
}
