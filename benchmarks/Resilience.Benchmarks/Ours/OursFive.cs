namespace Resilience.Benchmarks.Ours;

/// <summary>
/// Our side with five strategies: timeout → retry → breaker → bulkhead → timeout. Each method has its twin, with equal settings, in
/// <c>PeerFive</c>.
/// </summary>
internal static class OursFive
{
    public static ResiliencePipeline Closed() => With(new CircuitBreaker(OursBreakers.Options()));

    /// <summary>Nothing to switch on: the listener that the row starts is enough.</summary>
    public static ResiliencePipeline ClosedWithTelemetry() => Closed();

    /// <summary>The breaker refuses every call of the run.</summary>
    public static ResiliencePipeline Open() => With(OursBreakers.Tripped());

    public static ResiliencePipeline<int> Typed() =>
        new ResiliencePipelineBuilder<int> { Name = "gate" }
            .AddTimeout(Settings.WholeTimeout)
            .AddRetry(OursPipelines.TypedRetryOptions())
            .AddCircuitBreaker(new CircuitBreaker(OursBreakers.Options()), static result => result < 0)
            .AddBulkhead(Settings.FivePermits, 0)
            .AddTimeout(Settings.AttemptTimeout)
            .Build();

    private static ResiliencePipeline With(CircuitBreaker breaker) =>
        new ResiliencePipelineBuilder { Name = "gate" }
            .AddTimeout(Settings.WholeTimeout)
            .AddRetry(OursPipelines.RetryOptions(OursPipelines.Delays()))
            .AddCircuitBreaker(breaker)
            .AddBulkhead(Settings.FivePermits, 0)
            .AddTimeout(Settings.AttemptTimeout)
            .Build();
}
