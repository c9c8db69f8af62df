namespace Resilience.AllocationTests;

/// <summary>A failure that is a value costs nothing either: only throwing does.</summary>
public sealed class FailureTests
{
    private static readonly TransientException _failure = new("busy");

    [Fact]
    public void Two_failures_as_values_and_a_success_allocate_nothing()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
        Flaky flaky = new();

        Allocations.PerCall(() => Check(Await(pipeline.ExecuteOutcomeAsync(static (state, _) => state.CallAsync(), flaky)).Result))
            .Should().Be(0);
    }

    [Fact]
    public void Two_failures_as_values_and_a_success_allocate_nothing_in_a_synchronous_call()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
        Flaky flaky = new();

        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (state, _) => state.Call(), flaky).Result)).Should().Be(0);
    }

    [Fact]
    public void A_result_judged_a_failure_is_retried_without_allocating()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = result => result < 0 }).Build();
        Flaky flaky = new();

        Allocations.PerCall(() => Check(pipeline.Execute(static (state, _) => state.Call().IsSuccess ? 42 : -1, flaky))).Should().Be(0);
    }

    [Fact]
    public void A_fallback_that_is_used_costs_the_context_that_its_action_is_given_and_no_more()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int> { Action = static (_, _) => new(42) }).Build();

        Allocations.PerCall(() => Check(Await(pipeline.ExecuteOutcomeAsync(static _ => new(Outcome.Failure<int>(_failure)))).Result))
            .Should().BeLessThanOrEqualTo(80);
    }

    private static T Await<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private static void Check(int result) => Assert.True(result == 42);

    /// <summary>Fails twice, then succeeds, and again.</summary>
    private sealed class Flaky
    {
        private int _calls;

        public Outcome<int> Call() => ++_calls % 3 == 0 ? Outcome.Success(42) : Outcome.Failure<int>(_failure);

        public ValueTask<Outcome<int>> CallAsync() => new(Call());
    }
}
