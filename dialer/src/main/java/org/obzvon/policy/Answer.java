package org.obzvon.policy;

/// What the policy said to one question.
public record Answer(Question question, Decision decision) {}
