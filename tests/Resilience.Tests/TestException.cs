namespace Resilience;

/// <summary>A failure that only tests know; the default classifier calls it unknown and transient.</summary>
public sealed class TestException(string message = "test") : Exception(message);
