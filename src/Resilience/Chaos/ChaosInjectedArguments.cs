namespace Resilience;

/// <summary>What <see cref="ChaosOptions.OnInjected"/> is told.</summary>
/// <param name="Reason">What is injected: "fault", "latency 2 s", "outcome" or "behavior".</param>
/// <param name="Latency">The delay; zero if something else is injected.</param>
/// <param name="Exception">The injected exception, if one is.</param>
/// <param name="Attempt">The attempt that is hit, from 1.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct ChaosInjectedArguments(
    string Reason, TimeSpan Latency, Exception? Exception, int Attempt, ResilienceContext Context);
