using Resilience.Retries;
using Resilience.Telemetry;

namespace Resilience.Fallbacks;

public sealed class FallbackHandlingTests
{
    private static readonly Rejection _full = new(RejectionReason.BulkheadFull, "bulkhead");

    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, FailureFilter, bool> Filters => new()
    {
        { "everything", FailureFilter.Any, true },
        { "nothing", FailureFilter.None, false },
        { "its cause", FailureFilter.Cause(FailureCause.RateLimit), true },
        { "another cause", FailureFilter.Cause(FailureCause.Data), false },
        { "its disposition", FailureFilter.Disposition(FailureDisposition.Transient), true },
        { "another disposition", FailureFilter.Disposition(FailureDisposition.Permanent), false },
        { "its type", FailureFilter.Exception<RateLimitException>(), true },
        { "another type", FailureFilter.Exception<TimeoutException>(), false },
        { "a combination", FailureFilter.Exception<TimeoutException>() | FailureFilter.Cause(FailureCause.RateLimit), true },
        { "rejections", FailureFilter.Rejections, false },
    };

    [Fact]
    public async Task A_success_passes_and_the_fallback_does_nothing()
    {
        ResiliencePipeline<int> pipeline = Pipeline(new() { Action = static (_, _) => throw new InvalidOperationException("never asked") });

        (await pipeline.ExecuteAsync(Dependency.Failing(0).CallAsync, Token)).Should().Be(1);

        _events.Kinds.Should().Equal(ResilienceEventKind.ExecutionCompleted);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_chooses_what_is_replaced(string what, FailureFilter filter, bool replaced)
    {
        var original = new RateLimitException();

        Outcome<int> outcome = await Pipeline(new() { Handle = filter, Action = static (_, _) => new(-1) })
            .ExecuteOutcomeAsync(Dependency.Down(() => original).CallAsync, Token);

        outcome.IsSuccess.Should().Be(replaced, "the filter is for {0}", what);
        outcome.Exception.Should().Be(replaced ? null : original);
    }

    [Theory]
    [InlineData(RejectionReason.BulkheadFull, true)]
    [InlineData(RejectionReason.CircuitOpen, false)]
    public async Task A_rejection_may_be_chosen_by_its_reason(RejectionReason reason, bool replaced)
    {
        ResiliencePipeline<int> pipeline = Pipeline(new() { Handle = FailureFilter.Rejected(reason), Action = static (_, _) => new(-1) });

        Outcome<int> byValue = await pipeline.ExecuteOutcomeAsync(
            static _ => new ValueTask<Outcome<int>>(Outcome.Rejected<int>(_full)), Token);
        Outcome<int> byException = await pipeline.ExecuteOutcomeAsync(
            Dependency.Down(static () => new RejectedException(_full)).CallAsync, Token);

        byValue.IsSuccess.Should().Be(replaced);
        byException.IsSuccess.Should().Be(replaced);
    }

    [Fact] // 67
    public async Task What_is_not_handled_passes_untouched()
    {
        var original = new PermanentException();
        ResiliencePipeline<int> pipeline = Pipeline(new() { Handle = FailureFilter.None, Action = static (_, _) => new(-1) });

        Func<Task> act = async () => await pipeline.ExecuteAsync(Dependency.Down(() => original).CallAsync, Token);

        (await act.Should().ThrowAsync<PermanentException>()).Which.Should().BeSameAs(original);
        _events.Kinds.Should().NotContain(ResilienceEventKind.FallbackUsed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_cancellation_is_never_replaced(bool before)
    {
        using var caller = new CancellationTokenSource();
        if (before)
            await caller.CancelAsync();
        ResiliencePipeline<int> pipeline = Pipeline(new() { Action = static (_, _) => new(-1) });

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<CancellationTokenSource>(
            static (caller, token) =>
            {
                caller.Cancel();
                token.ThrowIfCancellationRequested();
                return new(1);
            },
            caller, caller.Token);

        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(caller.Token);
    }

    [Fact] // 67
    public async Task An_action_that_throws_is_the_outcome()
    {
        var fault = new NotSupportedException("action");

        Outcome<int> outcome = await Pipeline(new() { Action = (_, _) => throw fault })
            .ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        outcome.IsFailure.Should().BeTrue();
        outcome.Exception.Should().BeSameAs(fault);
        outcome.Failure!.Value.Disposition.Should().Be(FailureDisposition.Permanent);
    }

    [Fact]
    public async Task A_filter_that_throws_is_the_outcome()
    {
        FailureFilter broken = FailureFilter.When(static _ => throw new NotSupportedException("filter"));

        Outcome<int> outcome = await Pipeline(new() { Handle = broken, Action = static (_, _) => new(-1) })
            .ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
    }

    [Fact]
    public async Task In_a_chain_the_outer_fallback_sees_what_the_inner_one_could_not_replace()
    {
        Exception? seen = null;
        ResiliencePipeline<int> pipeline = Builder()
            .AddFallback(new FallbackOptions<int>
            {
                Name = "last",
                Action = (arguments, _) =>
                {
                    seen = arguments.Failure.Exception;
                    return new(-2);
                },
            })
            .AddFallback(new FallbackOptions<int>
            {
                Name = "cache",
                Handle = FailureFilter.Transient,
                Action = static (_, _) => throw new FormatException("cache"),
            })
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(-2);

        seen.Should().BeOfType<FormatException>();
        _events.Events.Where(static happened => happened.Kind == ResilienceEventKind.FallbackUsed)
            .Select(static happened => happened.Strategy).Should().Equal("cache", "last");
    }

    [Fact]
    public async Task In_a_chain_the_outer_fallback_rests_when_the_inner_one_replaced()
    {
        ResiliencePipeline<int> pipeline = Builder()
            .AddFallback(new FallbackOptions<int> { Action = static (_, _) => throw new InvalidOperationException("never asked") })
            .AddFallback(-1)
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(-1);
    }

    [Fact]
    public async Task A_chain_may_divide_the_work_by_kind_of_failure()
    {
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string>()
            .AddFallback(
                new FallbackOptions<string> { Handle = FailureFilter.Cause(FailureCause.Timeout), Action = static (_, _) => new("late") })
            .AddFallback(
                new FallbackOptions<string> { Handle = FailureFilter.Cause(FailureCause.Data), Action = static (_, _) => new("bad") })
            .Build();

        (await pipeline.ExecuteAsync(static _ => ValueTask.FromException<string>(new TimeoutException()), Token)).Should().Be("late");
        (await pipeline.ExecuteAsync(static _ => ValueTask.FromException<string>(new FormatException()), Token)).Should().Be("bad");
    }

    private ResiliencePipelineBuilder<int> Builder() => Retrying.Builder<int>(TimeProvider.System, _events);

    private ResiliencePipeline<int> Pipeline(FallbackOptions<int> options) => Builder().AddFallback(options).Build();
}
