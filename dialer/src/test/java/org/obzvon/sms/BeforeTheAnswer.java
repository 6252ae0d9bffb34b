package org.obzvon.sms;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/// Lets the simulated provider do something between taking a request and answering it, such as calling back.
public final class BeforeTheAnswer implements ResponseDefinitionTransformerV2 {
  private volatile Runnable first = () -> {};

  public void first(Runnable what) {
    first = what;
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    Runnable now = first;
    first = () -> {};
    now.run();
    return event.getResponseDefinition();
  }

  @Override
  public String getName() {
    return "before-the-answer";
  }
}
