package org.obzvon.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.obzvon.register.Phone;
import org.obzvon.sms.Arrivals;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a centre brings. It is told "taken" only when it is stored; else it brings it again.
record SmppListener(String gateway, Arrivals arrivals, InstantSource clock) implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppListener.class);

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    try {
      if (message.isSmscDeliveryReceipt() || message.isIntermediateDeliveryNotification()) {
        receipt(message);
      } else {
        answer(message);
      }
    } catch (RuntimeException e) {
      LOG.error("gateway {}: what it brought could not be stored; it will bring it again", gateway, e);
      throw new ProcessRequestException("not stored", SMPPConstant.STAT_ESME_RX_T_APPN, e);
    }
  }

  private void receipt(DeliverSm message) {
    Optional<Pdus.Receipt> read = Pdus.receipt(message);
    if (read.isEmpty()) {
      LOG.warn("gateway {}: a receipt could not be read: {}", gateway, Pdus.text(message).replaceAll("\\p{Cntrl}", " "));
      return;
    }
    Pdus.Receipt receipt = read.get();
    var subject = new DeliveryReport.Subject(gateway, receipt.remoteIds(), Pdus.from(message), Optional.empty());
    arrivals.reported(new DeliveryReport(subject, receipt.fate(), receipt.code(), Optional.empty(), clock.instant()));
  }

  /// SMPP gives answers no id: the same text from the same number within the hour is taken for one brought again.
  private void answer(DeliverSm message) {
    Optional<Phone> from = Pdus.from(message);
    if (from.isEmpty()) {
      LOG.warn("gateway {}: a message from somebody without a telephone number is left aside", gateway);
      return;
    }
    String text = Pdus.text(message);
    String to = message.getDestAddress();
    String key = from.get() + "|" + to + "|" + clock.instant().truncatedTo(ChronoUnit.HOURS) + "|" + text;
    String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    arrivals.received(new Incoming(gateway, id, from.get(), to, text, clock.instant()));
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    // A telephone is back in the network; we asked for no such notice and nothing follows from it.
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
    throw new ProcessRequestException("data_sm is not served", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
