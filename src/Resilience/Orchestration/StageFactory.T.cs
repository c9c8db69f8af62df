namespace Resilience.Orchestration;

/// <summary>Makes stages of what a builder was told.</summary>
internal sealed class StageFactory<T>(OrchestratorBuilder<T> builder)
{
    private static readonly string _unnamed = new CircuitBreakerOptions().Name;

    public Stage<T> Create(StagePlan<T> plan, int position, StageInfo? group = null)
    {
        StageOptions<T> options = plan.Options;
        string label = $"{builder.Name}/{plan.Name}";
        CircuitBreaker? breaker = options.SharedCircuitBreaker;
        if (breaker is null && options.CircuitBreaker is { } own)
            breaker = new(builder.TimeProvider, own, own.Name == _unnamed ? label : null);

        var info = new StageInfo(builder.Name, plan.Name, position, group, options.Version, breaker);
        ParallelGroup<T>? branches = plan.Group is { } parallel
            ? new([.. parallel.Branches.Select((branch, i) => Create(branch, i, info))], parallel.Merge, parallel.MaxDegreeOfParallelism)
            : null;
        return new Stage<T>
        {
            Info = info,
            Guard = Guard(label, breaker, options.Timeout),
            Body = plan.Body,
            DegradedBody = options.DegradedBody,
            Group = branches,
            Pipeline = options.Pipeline,
            TypedPipeline = options.TypedPipeline,
            Condition = options.Condition,
            Timeout = options.Timeout,
            MaxMitigations = options.MaxMitigations,
            Circuits =
            [
                .. breaker is null ? Array.Empty<CircuitBreaker>() : [breaker],
                .. branches?.Branches.SelectMany(static branch => branch.Circuits) ?? [],
            ],
        };
    }

    private ResiliencePipeline<T> Guard(string label, CircuitBreaker? breaker, TimeSpan? timeout)
    {
        var pipeline = new ResiliencePipelineBuilder<T>
        {
            Name = label,
            TimeProvider = builder.TimeProvider,
            Classifier = builder.Classifier,
            LoggerFactory = builder.LoggerFactory,
            MeterFactory = builder.MeterFactory,
        };
        foreach (Telemetry.IResilienceListener listener in builder.Listeners)
            pipeline.Listeners.Add(listener);
        if (breaker is not null)
            pipeline.AddCircuitBreaker(breaker);
        if (timeout is { } limit)
            pipeline.AddTimeout(limit);
        return pipeline.Build();
    }
}
