package org.obzvon.console.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.obzvon.fixture.DocumentedAnswers;

/// Tests that the API document describes every member that an answer can have, and no other.
class DocumentedViewsTest {
  private static final Map<String, Class<? extends Record>> VIEWS = Map.ofEntries(
      Map.entry("RegisterTaken", ImportViews.Register.class),
      Map.entry("PaymentsTaken", ImportViews.Payments.class),
      Map.entry("Remark", ImportViews.Remark.class), Map.entry("Rejection", ImportViews.Rejection.class),
      Map.entry("Campaign", CampaignView.class), Map.entry("DryRun", CampaignView.DryRunView.class),
      Map.entry("Contact", DebtorsApiController.ContactView.class),
      Map.entry("Outcome", DebtorsApiController.OutcomeView.class), Map.entry("Suppression", StopView.class),
      Map.entry("Webhook", WebhookView.class), Map.entry("Delivery", WebhookView.Delivery.class),
      Map.entry("Money", ExplanationView.MoneyView.class), Map.entry("Explanation", ExplanationView.class));

  @TestFactory
  List<DynamicTest> members_of_views_and_members_of_schemas_are_the_same() {
    return VIEWS.entrySet().stream()
        .map(
            one -> DynamicTest.dynamicTest(
                one.getKey(), () -> hold(one.getKey(), one.getValue(), DocumentedAnswers.schema(one.getKey()))))
        .toList();
  }

  private static void hold(String place, Class<?> view, Map<?, ?> schema) {
    Map<String, RecordComponent> told = Arrays.stream(view.getRecordComponents())
        .collect(Collectors.toMap(one -> snake(one.getName()), one -> one));
    Map<?, ?> members = DocumentedAnswers.members(schema).orElseThrow();
    assertThat(members.keySet().stream().map(Object::toString)).as(place)
        .containsExactlyInAnyOrderElementsOf(told.keySet());
    told.forEach((name, member) -> inside(place + "." + name, member.getGenericType(), (Map<?, ?>) members.get(name)));
  }

  /// Checks records, lists of them and optional values.
  private static void inside(String place, Type type, Map<?, ?> schema) {
    switch (type) {
      case Class<?> view when view.isRecord() -> hold(place, view, schema);
      case ParameterizedType many when many.getRawType() == List.class ->
          inside(place + "[]", many.getActualTypeArguments()[0], DocumentedAnswers.items(schema));
      case ParameterizedType maybe when maybe.getRawType() == Optional.class ->
          inside(place, maybe.getActualTypeArguments()[0], schema);
      default -> assertThat(DocumentedAnswers.members(schema)).as(place).isEmpty();
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase();
  }
}
