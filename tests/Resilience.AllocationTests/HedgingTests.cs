namespace Resilience.AllocationTests;

/// <summary>
/// Hedging whose first attempt answers in time: at once it costs nothing, and little when it goes on. A synchronous call runs its attempts on
/// the pool, which does cost; but not if its attempts never overlap.
/// </summary>
public sealed class HedgingTests : IDisposable
{
    private const double Nothing = 0;

    // The source of the first attempt; with a timeout inside that one's, and its registration. The race itself is the frame's.
    private const double Alone = 64;
    private const double AloneWithTimeoutInside = 256;

    // Two state machines, of which the runtime keeps no more than it has processors.
    private const double Crowded = 600;

    private static readonly TimeSpan _long = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, ResiliencePipeline<int>> _typed = new()
    {
        ["hedging"] = new ResiliencePipelineBuilder<int>().AddHedging(new() { MaxAttempts = 3 }).Build(),
        ["with a predicate"] = new ResiliencePipelineBuilder<int>().AddHedging(new() { HandleResult = result => result < 0 }).Build(),
        ["after a quantile"] = new ResiliencePipelineBuilder<int>().AddHedging(new() { Delay = HedgingDelay.Quantile() }).Build(),
        ["with a budget"] = new ResiliencePipelineBuilder<int>().AddHedging(new() { Budget = new RetryBudget() }).Build(),
        ["all at once"] = new ResiliencePipelineBuilder<int>().AddHedging(new() { Delay = HedgingDelay.None }).Build(),
        ["between timeouts"] = new ResiliencePipelineBuilder<int>().AddTimeout(_long).AddHedging().AddTimeout(_long / 2).Build(),
    };

    private readonly CancellationTokenSource _caller = new();

    public static TheoryData<string, string> Matrix
    {
        get
        {
            TheoryData<string, string> matrix = [];
            foreach (string pipeline in _typed.Keys)
            {
                foreach (string form in CallForms.Typed.Keys.Where(static form => !form.StartsWith("synchronous", StringComparison.Ordinal)))
                    matrix.Add(pipeline, form);
            }

            return matrix;
        }
    }

    public static TheoryData<string> UntypedForms =>
        [.. CallForms.Untyped.Keys.Where(static form => !form.StartsWith("synchronous", StringComparison.Ordinal))];

    public static TheoryData<string> SynchronousForms =>
        [.. CallForms.Untyped.Keys.Where(static form => form.StartsWith("synchronous", StringComparison.Ordinal))];

    public void Dispose() => _caller.Dispose();

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_first_attempt_that_answers_at_once_allocates_nothing(string pipeline, string form)
    {
        Allocations.PerCall(() => CallForms.Typed[form](_typed[pipeline], CancellationToken.None)).Should().Be(Nothing);
        Allocations.PerCall(() => CallForms.Typed[form](_typed[pipeline], _caller.Token)).Should().Be(Nothing);
    }

    [Theory]
    [MemberData(nameof(UntypedForms))]
    public void Nor_does_it_in_an_untyped_pipeline(string form)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddHedging().Build();

        Allocations.PerCall(() => CallForms.Untyped[form](pipeline, _caller.Token)).Should().Be(Nothing);
    }

    [Theory]
    [MemberData(nameof(SynchronousForms))]
    public void A_synchronous_call_whose_attempts_never_overlap_allocates_nothing(string form)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddHedging(new() { Delay = HedgingDelay.Infinite }).Build();

        Allocations.PerCall(() => CallForms.Untyped[form](pipeline, _caller.Token)).Should().Be(Nothing);
    }

    [Fact]
    public void A_refusal_inside_allocates_nothing()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" });
        breaker.Trip(TimeSpan.FromHours(1));
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>().AddHedging().AddCircuitBreaker(breaker).Build();

        Allocations.PerCall(() => Assert.True(Await(pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(42))).IsRejected))
            .Should().Be(Nothing);
    }

    [Theory]
    [InlineData("hedging", 1, Alone)]
    [InlineData("hedging", 1_000, Crowded)]
    [InlineData("between timeouts", 1, AloneWithTimeoutInside)]
    public async Task A_first_attempt_that_goes_on_and_answers_in_time_adds_little(string name, int inFlight, double budget)
    {
        double direct = await Allocations.PerCallAsync(() => CallAsync(42, CancellationToken.None), inFlight);
        double hedged = await Allocations.PerCallAsync(
            () => _typed[name].ExecuteAsync(CallAsync, 42, CancellationToken.None), inFlight);

        (hedged - direct).Should().BeLessThanOrEqualTo(budget);
    }

    private static T Await<T>(ValueTask<T> completed)
    {
        Assert.True(completed.IsCompletedSuccessfully);
        return completed.GetAwaiter().GetResult();
    }

    private static async ValueTask<int> CallAsync(int state, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return state;
    }
}
