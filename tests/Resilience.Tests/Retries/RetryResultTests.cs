using Resilience.Telemetry;

namespace Resilience.Retries;

public sealed class RetryResultTests
{
    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_that_the_predicate_refuses_is_retried()
    {
        int calls = 0;

        int result = await Pipeline<int>(static value => value < 3).ExecuteAsync(_ => new ValueTask<int>(++calls), Token);

        result.Should().Be(3);
        _clock.Waits.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_last_result_is_returned_even_if_it_was_refused()
    {
        int calls = 0;

        Outcome<int> outcome = await Pipeline<int>(static _ => true).ExecuteOutcomeAsync(_ => new ValueTask<int>(++calls), Token);

        outcome.IsSuccess.Should().BeTrue();
        outcome.Result.Should().Be(3);
        _events.Only(ResilienceEventKind.RetriesExhausted).Attempt.Should().Be(3);
    }

    [Fact]
    public async Task A_null_result_reaches_the_predicate()
    {
        int calls = 0;

        string? result = await Pipeline<string?>(static value => value is null)
            .ExecuteAsync(_ => new ValueTask<string?>(++calls == 1 ? null : "second"), Token);

        result.Should().Be("second");
    }

    [Fact]
    public async Task A_predicate_that_throws_is_the_outcome_and_never_escapes()
    {
        // Their defect 12: it escaped the outcome as a throw.
        int calls = 0;

        Outcome<int> outcome = await Pipeline<int>(static _ => throw new NotSupportedException("predicate"))
            .ExecuteOutcomeAsync(_ => new ValueTask<int>(++calls), Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
    }

    [Fact]
    public async Task What_the_handler_sees_of_a_refused_result_is_that_it_is_one()
    {
        FailedAttempt seen = default;
        RetryOptions<int> options = Retrying.Options<int>(static value => value == 1);
        options.OnRetry = arguments =>
        {
            seen = arguments.Failure;
            return default;
        };
        int calls = 0;

        await Retrying.Builder<int>(_clock).AddRetry(options).Build().ExecuteAsync(_ => new ValueTask<int>(++calls), Token);

        seen.IsResult.Should().BeTrue();
        seen.Exception.Should().BeNull();
        seen.IsRejected.Should().BeFalse();
    }

    [Theory]
    [InlineData(FailureDisposition.Transient)]
    [InlineData(FailureDisposition.Unavailable)]
    public async Task A_result_that_the_pipeline_classifies_as_a_failure_is_retried_by_the_default_filter(FailureDisposition disposition)
    {
        int calls = 0;
        ResiliencePipelineBuilder<int> builder = Retrying.Builder<int>(_clock);
        builder.ClassifyResult = value => value < 3 ? new Failure(FailureCause.Http, disposition) : null;

        int result = await builder.AddRetry(new() { Backoff = Backoff.None }).Build().ExecuteAsync(_ => new ValueTask<int>(++calls), Token);

        result.Should().Be(3);
    }

    [Fact]
    public async Task A_filter_may_choose_among_classified_results()
    {
        int calls = 0;
        ResiliencePipelineBuilder<int> builder = Retrying.Builder<int>(_clock);
        builder.ClassifyResult = static value => new Failure(
            FailureCause.Http, value == 1 ? FailureDisposition.Transient : FailureDisposition.Permanent);
        RetryOptions<int> options = new() { Backoff = Backoff.None, Handle = FailureFilter.Disposition(FailureDisposition.Transient) };

        int result = await builder.AddRetry(options).Build().ExecuteAsync(_ => new ValueTask<int>(++calls), Token);

        result.Should().Be(2);
    }

    [Fact] // 1
    public async Task A_result_that_is_accepted_is_not_disposed()
    {
        (await ReturnedAsync([new Resource.Sync(true)])).Disposals.Should().Be(0);
    }

    [Fact] // 2
    public async Task Discarded_results_are_disposed_and_the_accepted_one_is_not()
    {
        Resource[] results = [new Resource.Sync(false), new Resource.Async(false), new Resource.Both(true)];

        Resource returned = await ReturnedAsync(results);

        returned.Should().BeSameAs(results[2]);
        results.Select(static result => (result.Disposals, result.AsyncDisposals)).Should().Equal((1, 0), (0, 1), (0, 0));
    }

    [Fact] // 2
    public async Task The_last_result_is_not_disposed_even_if_it_was_refused()
    {
        Resource[] results = [new Resource.Sync(false), new Resource.Sync(false), new Resource.Sync(false)];

        Resource returned = await ReturnedAsync(results);

        returned.Should().BeSameAs(results[2]);
        results.Select(static result => result.Disposals).Should().Equal(1, 1, 0);
    }

    [Fact]
    public async Task A_result_with_both_kinds_of_disposal_is_disposed_asynchronously_and_once()
    {
        Resource[] results = [new Resource.Both(false), new Resource.Both(true)];

        await ReturnedAsync(results);

        results[0].AsyncDisposals.Should().Be(1);
        results[0].Disposals.Should().Be(0);
    }

    [Fact] // 75
    public async Task A_disposal_that_throws_harms_nobody()
    {
        Resource[] results = [new Resource.Broken(false), new Resource.Sync(true)];

        (await ReturnedAsync(results)).Should().BeSameAs(results[1]);

        results[0].Disposals.Should().Be(1);
    }

    [Fact]
    public async Task A_discarded_result_is_disposed_before_the_delay_and_after_the_handler()
    {
        Resource[] results = [new Resource.Sync(false), new Resource.Sync(true)];
        var order = new List<string>();
        _clock.OnWait = wait =>
        {
            order.Add($"delay {results[0].Disposals}");
            _clock.Advance(wait);
        };
        RetryOptions<Resource> options = Retrying.Options<Resource>(static result => !result.IsGood);
        options.OnRetry = _ =>
        {
            order.Add($"handler {results[0].Disposals}");
            return default;
        };

        await ReturnedAsync(results, options);

        order.Should().Equal("handler 0", "delay 1");
    }

    [Fact]
    public async Task A_discarded_result_is_disposed_when_the_caller_cancels_during_the_delay()
    {
        using var caller = new CancellationTokenSource();
        var refused = new Resource.Sync(false);
        _clock.OnWait = _ => caller.Cancel();

        Outcome<Resource> outcome = await Pipeline<Resource>(static result => !result.IsGood)
            .ExecuteOutcomeAsync(_ => new ValueTask<Resource>(refused), caller.Token);

        outcome.IsCancelled.Should().BeTrue();
        refused.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task A_refused_result_is_disposed_when_the_delay_generator_throws()
    {
        var refused = new Resource.Sync(false);
        RetryOptions<Resource> options = Retrying.Options<Resource>(static result => !result.IsGood);
        options.DelayGenerator = static _ => throw new NotSupportedException("generator");

        Outcome<Resource> outcome = await Retrying.Builder<Resource>(_clock).AddRetry(options).Build()
            .ExecuteOutcomeAsync(_ => new ValueTask<Resource>(refused), Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
        refused.Disposals.Should().Be(1);
    }

    [Fact]
    public void Results_of_synchronous_calls_are_disposed_too()
    {
        Resource[] results = [new Resource.Async(false), new Resource.Sync(true)];
        int calls = 0;

        Resource returned = Pipeline<Resource>(static result => !result.IsGood).Execute(_ => results[calls++], Token);

        returned.Should().BeSameAs(results[1]);
        results[0].AsyncDisposals.Should().Be(1);
    }

    private ResiliencePipeline<T> Pipeline<T>(Func<T, bool> handleResult) =>
        Retrying.Builder<T>(_clock, _events).AddRetry(Retrying.Options(handleResult)).Build();

    private async Task<Resource> ReturnedAsync(Resource[] results, RetryOptions<Resource>? options = null)
    {
        int calls = 0;
        ResiliencePipeline<Resource> pipeline = Retrying.Builder<Resource>(_clock)
            .AddRetry(options ?? Retrying.Options<Resource>(static result => !result.IsGood)).Build();
        return await pipeline.ExecuteAsync(_ => new ValueTask<Resource>(results[calls++]), Token);
    }
}
