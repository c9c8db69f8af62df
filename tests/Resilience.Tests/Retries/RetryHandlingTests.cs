using System.Net;
using System.Net.Sockets;

namespace Resilience.Retries;

public sealed class RetryHandlingTests
{
    private static readonly Rejection _full = new(RejectionReason.BulkheadFull, "bulkhead");

    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, int> DefaultFilter => new()
    {
        { new TransientException(), 3 },
        { new ServiceUnavailableException(), 3 },
        { new RateLimitException(), 3 },
        { new TimeoutException(), 3 },
        { new OperationTimedOutException(TimeSpan.FromSeconds(1), "timeout"), 3 },
        { new SocketException((int)SocketError.ConnectionReset), 3 },
        { new HttpRequestException(null, null, HttpStatusCode.ServiceUnavailable), 3 },
        { new InvalidOperationException("unknown"), 3 },
        { new PermanentException(), 1 },
        { new HttpRequestException(null, null, HttpStatusCode.NotFound), 1 },
        { new ArgumentException("validation"), 1 },
        { new FormatException("data"), 1 },
        { new OperationCanceledException("not the caller's"), 1 },
        { new RejectedException(_full), 1 },
    };

    [Theory]
    [MemberData(nameof(DefaultFilter))]
    public async Task By_default_what_may_pass_is_retried_and_what_may_not_is_not(Exception failure, int calls)
    {
        Dependency down = Dependency.Down(() => failure);

        Outcome<int> outcome = await Retrying.Pipeline(_clock, Retrying.Options()).ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(calls);
        outcome.Exception.Should().BeSameAs(failure);
    }

    [Fact]
    public async Task What_is_not_handled_passes_untouched_and_at_once()
    {
        var original = new PermanentException();
        RetryOptions options = Retrying.Options();
        options.OnRetry = static _ => throw new InvalidOperationException("never told");
        options.DelayGenerator = static _ => throw new InvalidOperationException("never asked");

        Func<Task> act = async () => await Retrying.Pipeline(_clock, options)
            .ExecuteAsync(Dependency.Down(() => original).CallAsync, Token);

        (await act.Should().ThrowAsync<PermanentException>()).Which.Should().BeSameAs(original);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_filter_chooses_what_is_retried()
    {
        var worse = new Dependency(static call => call == 1 ? new PermanentException("first") : new TransientException("second"));
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.Exception<PermanentException>();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(worse.CallAsync, Token);

        worse.Calls.Should().Be(2);
        outcome.Exception!.Message.Should().Be("second");
    }

    [Fact]
    public async Task A_filter_is_asked_once_for_each_failed_attempt_and_sees_its_classification()
    {
        var seen = new List<FailureCause>();
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.When(attempt =>
        {
            seen.Add(attempt.Failure.Cause);
            return true;
        });

        await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(
            Dependency.Down(static () => new RateLimitException()).CallAsync, Token);

        seen.Should().Equal(FailureCause.RateLimit, FailureCause.RateLimit, FailureCause.RateLimit);
    }

    [Fact]
    public async Task A_filter_that_throws_is_the_outcome()
    {
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.When(static _ => throw new NotSupportedException("filter"));
        Dependency down = Dependency.Down();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
        down.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task A_rejection_by_value_is_retried_only_on_request(bool retryRejections, int calls)
    {
        int called = 0;
        RetryOptions options = Retrying.Options();
        options.RetryRejections = retryRejections;

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(
            _ =>
            {
                called++;
                return new ValueTask<Outcome<int>>(Outcome.Rejected<int>(_full));
            },
            Token);

        called.Should().Be(calls);
        outcome.Rejection.Should().BeSameAs(_full);
    }

    [Fact]
    public async Task A_filter_for_rejections_alone_does_not_retry_them()
    {
        Dependency full = Dependency.Down(static () => new RejectedException(_full));
        RetryOptions options = Retrying.Options();
        options.Handle = FailureFilter.Any | FailureFilter.Rejections;

        await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(full.CallAsync, Token);

        full.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task A_rejection_that_an_inner_pipeline_threw_is_still_a_rejection(bool retryRejections, int calls)
    {
        ResiliencePipeline inner = new ResiliencePipelineBuilder { TimeProvider = _clock }.Build();
        RetryOptions options = Retrying.Options();
        options.RetryRejections = retryRejections;
        int called = 0;

        Func<Task> act = async () => await Retrying.Pipeline(_clock, options).ExecuteAsync(
            async outerToken =>
            {
                called++;
                return await inner.ExecuteOutcomeAsync(
                    static _ => new ValueTask<Outcome<int>>(Outcome.Rejected<int>(_full)), outerToken) switch
                {
                    { IsSuccess: true } outcome => outcome.Result,
                    var outcome => throw outcome.Exception!,
                };
            },
            Token);

        (await act.Should().ThrowAsync<RejectedException>()).Which.Rejection.Should().BeSameAs(_full);
        called.Should().Be(calls);
    }

    [Fact]
    public async Task A_retried_rejection_waits_as_long_as_it_asks()
    {
        Dependency full = Dependency.Failing(1, static () => new RejectedException(_full, TimeSpan.FromSeconds(7)));
        RetryOptions options = Retrying.Options();
        options.RetryRejections = true;
        options.Randomizer = static () => 0;

        await Retrying.Pipeline(_clock, options).ExecuteAsync(full.CallAsync, Token);

        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task The_pipelines_classifier_decides_what_is_transient()
    {
        Dependency down = Dependency.Down(static () => new InvalidOperationException());
        ResiliencePipelineBuilder builder = Retrying.Builder(_clock);
        builder.Classifier = FailureClassifier.Default.With<InvalidOperationException>(
            static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent));

        await builder.AddRetry(Retrying.Options()).Build().ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(1);
    }

    [Fact] // 20
    public async Task Exceptions_and_results_are_handled_side_by_side()
    {
        ResiliencePipeline<string> pipeline = Retrying.Builder<string>(_clock)
            .AddRetry(new()
            {
                MaxAttempts = 10,
                Backoff = Backoff.None,
                Handle = FailureFilter.Exception<FormatException>() | FailureFilter.InnerException<TimeoutException>(),
                HandleResult = static result => result is "busy" or "empty",
            })
            .Build();
        var script = new Queue<Func<string>>(
        [
            static () => "busy",
            static () => throw new FormatException(),
            static () => throw new InvalidOperationException("outer", new TimeoutException()),
            static () => "empty",
            static () => "good",
        ]);

        string result = await pipeline.ExecuteAsync(_ => new ValueTask<string>(script.Dequeue()()), Token);

        result.Should().Be("good");
        script.Should().BeEmpty();
    }
}
