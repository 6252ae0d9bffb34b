package org.obzvon.rehearsal.smsc;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/// Serves the operations that our client uses, submit and query, and refuses the rest of the protocol.
record CentreListener(Take take, State state) implements ServerMessageReceiverListener {
  interface Take {
    SubmitSmResult of(SubmitSm message, SMPPServerSession session) throws ProcessRequestException;
  }

  interface State {
    QuerySmResult of(QuerySm query) throws ProcessRequestException;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session) throws ProcessRequestException {
    return take.of(message, session);
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session) throws ProcessRequestException {
    return state.of(query);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession session) throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public void onAcceptCancelSm(CancelSm message, SMPPServerSession session) throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notServed();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session session) throws ProcessRequestException {
    throw notServed();
  }

  private static ProcessRequestException notServed() {
    return new ProcessRequestException("not served", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
