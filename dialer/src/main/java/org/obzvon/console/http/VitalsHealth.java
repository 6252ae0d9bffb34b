package org.obzvon.console.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.obzvon.console.Vitals;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Down while an exchange is not connected or the store does not answer; says which.
final class VitalsHealth implements HealthIndicator {
  private final Vitals vitals;

  VitalsHealth(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::look).subscribeOn(Schedulers.boundedElastic());
  }

  private HealthResult look() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean up = true;
    for (Vitals.LineState line : vitals.lines()) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("connected", line.connected());
      line.trouble().ifPresent(trouble -> said.put("trouble", trouble));
      said.put("open", line.open());
      said.put("limit", line.limit());
      details.put(line.name(), said);
      up &= line.connected();
    }
    try {
      details.put("waiting", vitals.waiting());
    } catch (RuntimeException e) {
      details.put("store", "does not answer: " + e.getClass().getSimpleName());
      up = false;
    }
    details.put("unstored", vitals.unstored());
    if (!vitals.dead().isEmpty()) {
      details.put("dead", vitals.dead());
      up = false;
    }
    return HealthResult.builder("obzvon", up ? HealthStatus.UP : HealthStatus.DOWN).details(details).build();
  }
}
