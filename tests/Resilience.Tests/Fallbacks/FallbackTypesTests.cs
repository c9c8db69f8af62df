using Resilience.Retries;

namespace Resilience.Fallbacks;

public sealed class FallbackTypesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_without_result_get_something_else_done(bool atOnce)
    {
        int done = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions
            {
                Action = async (_, _) =>
                {
                    if (!atOnce)
                        await Task.Yield();
                    done++;
                },
            })
            .Build();

        await pipeline.ExecuteAsync(static _ => ValueTask.FromException(new TransientException()), Token);
        await pipeline.ExecuteAsync(static _ => Task.FromException(new TransientException()), Token);
        pipeline.Execute(static _ => ThrowNothing(new TransientException()), Token);

        done.Should().Be(3);
    }

    [Fact]
    public async Task A_fallback_without_result_lets_calls_with_results_pass()
    {
        var original = new TransientException();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions { Action = static (_, _) => throw new InvalidOperationException("never asked") }).Build();

        (await pipeline.ExecuteOutcomeAsync(Dependency.Down(() => original).CallAsync, Token)).Exception.Should().BeSameAs(original);
    }

    [Fact]
    public async Task In_an_untyped_pipeline_each_typed_fallback_serves_its_own_type()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("none") })
            .AddFallback(new FallbackOptions<int> { Action = static (_, _) => new(-1) })
            .Build();
        var original = new TransientException();

        (await pipeline.ExecuteAsync(_ => ValueTask.FromException<string>(original), Token)).Should().Be("none");
        (await pipeline.ExecuteAsync(_ => ValueTask.FromException<int>(original), Token)).Should().Be(-1);
        (await pipeline.ExecuteOutcomeAsync(_ => ValueTask.FromException<long>(original), Token)).Exception.Should().BeSameAs(original);
        (await pipeline.ExecuteOutcomeAsync(_ => ValueTask.FromException(original), Token)).Exception.Should().BeSameAs(original);
    }

    [Fact]
    public async Task A_rejection_of_another_type_passes_as_the_rejection_that_it_is()
    {
        var rejection = new Rejection(RejectionReason.Shed, "door");
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("none") }).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            _ => new ValueTask<Outcome<int>>(Outcome.Rejected<int>(rejection, TimeSpan.FromSeconds(3))), Token);

        outcome.Rejection.Should().BeSameAs(rejection);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact] // The system's clock: a fake one fires a deadline that has passed a second time, and so hid the loss.
    public async Task A_timeout_outside_of_a_fallback_for_another_type_still_claims_its_deadline()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromMilliseconds(1))
            .AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("none") })
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            static async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return 1;
            },
            Token);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact]
    public async Task A_fixed_value_is_the_short_form_in_a_typed_pipeline()
    {
        ResiliencePipeline<string?> pipeline = new ResiliencePipelineBuilder<string?>().AddFallback((string?)null).Build();

        (await pipeline.ExecuteAsync(static _ => ValueTask.FromException<string?>(new TransientException()), Token)).Should().BeNull();
    }

    [Fact]
    public void Synchronous_calls_run_their_fallback_on_their_own_thread_until_it_goes_elsewhere()
    {
        int thread = 0;
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int>
            {
                Action = async (_, _) =>
                {
                    thread = Environment.CurrentManagedThreadId;
                    await Task.Yield();
                    return -1;
                },
            })
            .Build();

        pipeline.Execute(Dependency.Down().Call, Token).Should().Be(-1);

        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public async Task Callbacks_that_return_their_failures_as_values_fall_back_too()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>().AddFallback(-1).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            static _ => new ValueTask<Outcome<int>>(Outcome.Failure<int>(new PermanentException())), Token);

        outcome.Result.Should().Be(-1);
    }

    private static void ThrowNothing(Exception exception) => throw exception;
}
