package org.obzvon.policy;

/// The policy's decision on one question.
public record PolicyAnswer(PolicyQuestion question, Decision decision) {}
