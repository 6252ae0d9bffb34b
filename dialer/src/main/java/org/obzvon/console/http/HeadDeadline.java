package org.obzvon.console.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes a connection that has not sent the whole head of its request [#LONGEST] after the connection was made or, on
/// a kept one, after the first byte of the request; also one on which nothing arrives for [#IDLE] after an answer.
/// Otherwise a stranger could hold thousands of connections with a byte a minute.
@Singleton
final class HeadDeadline implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);

  @Override
  public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OfServer());
    return event.getBean();
  }

  private static final class OfServer implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new OfConnection(channel) : this;
    }
  }

  private record OfConnection(Channel channel) implements NettyServerCustomizer {
    @Override
    public void onStreamPipelineBuilt() {
      ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
      if (codec != null) {
        Wait wait = new Wait();
        wait.begin(codec);
        channel.pipeline().addBefore(codec.name(), "head-begins", new Bytes(wait));
        channel.pipeline().addAfter(codec.name(), "head-ends", new Heads(wait));
      }
    }
  }

  /// The deadline for the head of one request. Only the thread of its connection uses it.
  private static final class Wait {
    private Future<?> end;
    private boolean headBegun;
    private boolean headKnown;

    /// Starts the deadline when the connection is made or a byte arrives.
    void begin(ChannelHandlerContext context) {
      if (!headBegun && !headKnown) {
        headBegun = true;
        closeAfter(LONGEST, context);
      }
    }

    /// Starts the idle time after an answer is written; the next request may begin late.
    void answered(ChannelHandlerContext context) {
      if (!headBegun && !headKnown) {
        closeAfter(IDLE, context);
      }
    }

    private void closeAfter(Duration time, ChannelHandlerContext context) {
      stop();
      end = context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void headArrived() {
      headBegun = false;
      headKnown = true;
      stop();
    }

    void requestArrived() {
      headKnown = false;
    }

    void stop() {
      if (end != null) {
        end.cancel(false);
        end = null;
      }
    }
  }

  private static final class Bytes extends ChannelInboundHandlerAdapter {
    private final Wait wait;

    private Bytes(Wait wait) {
      this.wait = wait;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      wait.begin(context);
      context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      wait.stop();
      context.fireChannelInactive();
    }
  }

  private static final class Heads extends ChannelDuplexHandler {
    private final Wait wait;

    private Heads(Wait wait) {
      this.wait = wait;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
      if (part instanceof HttpRequest) {
        wait.headArrived();
      }
      if (part instanceof LastHttpContent) {
        wait.requestArrived();
      }
      context.fireChannelRead(part);
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
      if (part instanceof LastHttpContent) {
        wait.answered(context);
      }
      context.write(part, promise);
    }
  }
}
