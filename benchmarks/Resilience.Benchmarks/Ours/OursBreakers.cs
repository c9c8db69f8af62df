namespace Resilience.Benchmarks.Ours;

/// <summary>Our side with circuit breakers. Each method has its twin, with equal settings, in <c>PeerBreakers</c>.</summary>
internal static class OursBreakers
{
    public static ResiliencePipeline Closed() => new ResiliencePipelineBuilder().AddCircuitBreaker(Options()).Build();

    /// <summary>Polly has nothing of the kind: its twin is the breaker without.</summary>
    public static ResiliencePipeline ClosedWithSlowCallLimit()
    {
        CircuitBreakerOptions options = Options();
        options.SlowCallThreshold = Settings.SlowCall;
        return new ResiliencePipelineBuilder().AddCircuitBreaker(options).Build();
    }

    /// <summary>A breaker in a state in which it refuses every call of the run.</summary>
    public static ResiliencePipeline Open() => new ResiliencePipelineBuilder().AddCircuitBreaker(Tripped()).Build();

    public static CircuitBreaker Tripped()
    {
        var breaker = new CircuitBreaker(Options());
        breaker.Trip(Settings.LongBreak);
        return breaker;
    }

    public static CircuitBreakerOptions Options() => new()
    {
        FailureRatio = Settings.FailureRatio,
        MinimumCalls = Settings.MinimumCalls,
        Window = CircuitWindow.Time(Settings.Window),
        BreakDuration = Settings.Break,
        Handle = FailureFilter.Failures,
    };
}
