namespace Resilience.Regressions;

/// <summary>Users' code whose exceptions escaped the door that promises an outcome (Polly, 12).</summary>
public sealed class EscapedExceptionTests
{
    private static readonly TestException _own = new("the user's own");

    private static readonly Dictionary<string, Action<ResiliencePipelineBuilder<int>>> _pipelines = new()
    {
        ["retry, filter"] = static builder => builder.AddRetry(new() { Handle = FailureFilter.When(static _ => throw _own) }),
        ["retry, result"] = static builder => builder.AddRetry(new() { HandleResult = static _ => throw _own }),
        ["retry, delay"] = static builder => builder.AddRetry(new() { DelayGenerator = static _ => throw _own }),
        ["retry, randomizer"] = static builder => builder.AddRetry(new() { Randomizer = static () => throw _own }),
        ["fallback, filter"] = static builder => builder.AddFallback(new FallbackOptions<int>
        {
            Handle = FailureFilter.When(static _ => throw _own),
            Action = static (_, _) => new(1),
        }),
        ["fallback, result"] = static builder => builder.AddFallback(new FallbackOptions<int>
        {
            Handle = FailureFilter.None,
            HandleResult = static _ => throw _own,
            Action = static (_, _) => new(1),
        }),
        ["fallback, action"] = static builder => builder.AddFallback(new FallbackOptions<int> { Action = static (_, _) => throw _own }),
        ["timeout"] = static builder => builder.AddTimeout(new TimeoutOptions { TimeoutGenerator = static _ => throw _own }),
        ["breaker, result"] = static builder => builder.AddCircuitBreaker(new() { HandleResult = static _ => throw _own }),
        ["breaker, filter"] = static builder => builder.AddCircuitBreaker(new() { Handle = FailureFilter.When(static _ => throw _own) }),
        ["chaos"] = static builder => builder.AddChaosFault(new()
        {
            EnvironmentName = "Test",
            Rate = 1,
            FaultGenerator = static _ => throw _own,
        }),
        ["classification"] = static builder => builder.ClassifyResult = static _ => throw _own,
        ["middleware"] = static builder => builder.Use(static (_, _) => throw _own),
    };

    public static TheoryData<string> Delegates => [.. _pipelines.Keys];

    [Theory]
    [MemberData(nameof(Delegates))]
    public async Task No_exception_of_a_users_delegate_escapes_the_door_for_outcomes(string thrower)
    {
        var builder = new ResiliencePipelineBuilder<int> { TimeProvider = new ImmediateTimeProvider() };
        _pipelines[thrower](builder);
        ResiliencePipeline<int> pipeline = builder.Build();

        Outcome<int> returned = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(7), TestContext.Current.CancellationToken);
        Outcome<int> failed = await pipeline.ExecuteOutcomeAsync(
            static _ => ValueTask.FromException<int>(new IOException("the callback's")), TestContext.Current.CancellationToken);
        Outcome<int> synchronous = pipeline.ExecuteOutcome(static _ => 7, TestContext.Current.CancellationToken);

        new[] { returned.Exception, failed.Exception, synchronous.Exception }.Should().Contain(_own);
    }
}
