package org.obzvon.call.fastagi;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Answers a connection from an address that is not allowed: whatever it sends, it is told to hang up with the cause
/// that marks a fault of ours. Such a stranger is usually an exchange of ours that the settings forgot; if the connection
/// were only closed, its call would look as if the debtor had hung up.
final class DisallowedPeerHandler extends ChannelInboundHandlerAdapter {
  private static final long LINGER_SECONDS = 2;

  private boolean answered;

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    if (!answered) {
      answered = true;
      context.writeAndFlush(Unpooled.copiedBuffer(AgiVoice.NOBODY_LEADS + "\n", StandardCharsets.US_ASCII))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
