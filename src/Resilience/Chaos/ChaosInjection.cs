namespace Resilience.Chaos;

/// <summary>What is to be injected into one attempt.</summary>
/// <param name="Reason">What it is, for events and handlers.</param>
/// <param name="Latency">The delay, if it is one.</param>
/// <param name="Fault">The exception, if it is one.</param>
/// <param name="Answer">The outcome, boxed, if it is one.</param>
internal readonly record struct ChaosInjection(string Reason, TimeSpan Latency = default, Exception? Fault = null, object? Answer = null);
