using Resilience.Retries;

namespace Resilience.Fallbacks;

public sealed class FallbackResultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_that_the_predicate_refuses_is_replaced()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int>
            {
                HandleResult = static value => value < 0,
                Action = static (arguments, _) => new(-arguments.Outcome.Result),
            })
            .Build();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(-7), Token)).Should().Be(7);
        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(5), Token)).Should().Be(5);
    }

    [Fact]
    public async Task A_replaced_result_is_disposed_after_the_action_has_seen_it()
    {
        var refused = new Resource.Sync(false);
        var substitute = new Resource.Sync(true);
        int disposalsSeen = -1;

        Resource returned = await Pipeline(arguments =>
        {
            disposalsSeen = arguments.Outcome.Result.Disposals;
            return substitute;
        }).ExecuteAsync(_ => new ValueTask<Resource>(refused), Token);

        returned.Should().BeSameAs(substitute);
        disposalsSeen.Should().Be(0);
        refused.Disposals.Should().Be(1);
        substitute.Disposals.Should().Be(0);
    }

    [Fact]
    public async Task A_result_that_is_returned_after_all_is_not_disposed()
    {
        var refused = new Resource.Both(false);

        Resource returned = await Pipeline(static arguments => arguments.Outcome.Result)
            .ExecuteAsync(_ => new ValueTask<Resource>(refused), Token);

        returned.Should().BeSameAs(refused);
        (refused.Disposals, refused.AsyncDisposals).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_refused_result_is_disposed_when_the_action_throws()
    {
        var refused = new Resource.Async(false);

        Outcome<Resource> outcome = await Pipeline(static _ => throw new NotSupportedException()).ExecuteOutcomeAsync(
            _ => new ValueTask<Resource>(refused), Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
        refused.AsyncDisposals.Should().Be(1);
    }

    [Fact]
    public async Task A_disposal_that_throws_harms_nobody()
    {
        var refused = new Resource.Broken(false);
        var substitute = new Resource.Sync(true);

        (await Pipeline(_ => substitute).ExecuteAsync(_ => new ValueTask<Resource>(refused), Token)).Should().BeSameAs(substitute);

        refused.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task The_value_of_a_fallback_is_not_judged_by_anybody()
    {
        int outer = 0;
        ResiliencePipelineBuilder<int> builder =
            new() { ClassifyResult = static value => value < 0 ? new Failure(FailureCause.Data, default) : null };
        ResiliencePipeline<int> pipeline = builder
            .AddFallback(new FallbackOptions<int> { HandleResult = static value => value < 0, Action = (_, _) => new(++outer) })
            .AddRetry(new() { Backoff = Backoff.None, HandleResult = static value => value < 0 })
            .AddFallback(-1)
            .Build();
        Dependency down = Dependency.Down();

        (await pipeline.ExecuteAsync(down.CallAsync, Token)).Should().Be(-1);

        down.Calls.Should().Be(1);
        outer.Should().Be(0);
    }

    [Fact]
    public async Task A_predicate_that_throws_is_a_failure_which_the_fallback_replaces()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(
                new FallbackOptions<int> { HandleResult = static _ => throw new FormatException(), Action = static (_, _) => new(-1) })
            .Build();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(-1);
    }

    [Fact]
    public async Task A_result_that_only_the_retry_refuses_passes_a_fallback_without_predicate()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(-1)
            .AddRetry(new() { Backoff = Backoff.None, HandleResult = static value => value < 0 })
            .Build();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(-7), Token)).Should().Be(-7);
    }

    private static ResiliencePipeline<Resource> Pipeline(Func<FallbackArguments<Resource>, Resource> action) =>
        new ResiliencePipelineBuilder<Resource>()
            .AddFallback(new FallbackOptions<Resource>
            {
                HandleResult = static result => !result.IsGood,
                Action = (arguments, _) => new(action(arguments)),
            })
            .Build();
}
