using DocumentPipeline.Model;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;
using Resilience;

namespace DocumentPipeline.Running;

public sealed class ProtectionTests
{
    private static readonly DocumentContext _input = Documents.ContextOf("plan.pdf");

    private readonly TestClock _clock = new();
    private readonly Protection _protection;
    private readonly StageProtocol _protocol;

    public ProtectionTests()
    {
        _protection = new Protection(new ProtectionSettings { RetryDelay = TimeSpan.Zero }, _clock);
        _protocol = new StageProtocol("STAGE", _clock);
    }

    [Fact]
    public void The_fallback_is_outermost_and_each_attempt_has_its_own_timeout_and_there_are_no_hazards()
    {
        ResiliencePipeline<DocumentContext> pipeline = _protection.For(new StageDefinition("STAGE", Succeed, new("less", Succeed)));

        pipeline.Hazards.Should().BeEmpty();
        pipeline.ToString().Should().MatchRegex("(?s)fallback.*stage timeout.*retry.*attempt timeout");
    }

    [Fact]
    public async Task A_document_at_fault_is_a_permanent_failure_and_not_retried()
    {
        Outcome<DocumentContext> outcome = await RunAsync(static (_, _) => throw new DocumentException("corrupt"));

        outcome.Failure!.Value.Should().Be(new Failure(FailureCause.Data, FailureDisposition.Permanent));
        outcome.Exception.Should().BeOfType<DocumentException>();
        _protocol.Snapshot().Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Input_and_output_errors_are_retried()
    {
        int calls = 0;
        Outcome<DocumentContext> outcome = await RunAsync(
            (context, _) => ++calls < 3 ? throw new IOException("in use") : ValueTask.FromResult(context));

        outcome.IsSuccess.Should().BeTrue();
        _protocol.Snapshot().Should().BeEquivalentTo(new { Attempts = 3, Retries = 2 });
    }

    [Fact]
    public async Task Every_attempt_starts_from_the_same_context_and_so_does_the_fallback()
    {
        var seen = new List<DocumentContext>();
        Stage failing = (context, _) =>
        {
            seen.Add(context);
            throw new TransientException("no");
        };
        StageFallback fallback = new("less", (context, _) =>
        {
            seen.Add(context);
            return ValueTask.FromResult(context with { Report = new ReportFile("minimal", IsMinimal: true) });
        });

        Outcome<DocumentContext> outcome = await RunAsync(failing, fallback);

        seen.Should().HaveCount(4).And.OnlyContain(static context => ReferenceEquals(context, _input));
        outcome.Result.Report!.IsMinimal.Should().BeTrue();
        _protocol.Snapshot().Should().BeEquivalentTo(new { Attempts = 3, Fallback = "less" });
    }

    [Fact]
    public async Task A_stage_whose_attempts_all_hang_fails_after_its_last_timeout()
    {
        Outcome<DocumentContext> outcome = await RunAsync(async (context, cancellationToken) =>
        {
            Task hang = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(10));
            await hang;
            return context;
        });

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        _protocol.Snapshot().Events.Should().Equal("timeout after 10 s", "timeout after 10 s", "timeout after 10 s");
    }

    [Fact]
    public async Task One_pipeline_serves_many_calls_each_with_its_own_protocol()
    {
        ResiliencePipeline<DocumentContext> pipeline = _protection.For(new StageDefinition("STAGE", Succeed));
        var other = new StageProtocol("STAGE", _clock);

        await ExecuteAsync(pipeline, Succeed, _protocol);
        await ExecuteAsync(pipeline, static (_, _) => throw new DocumentException("corrupt"), other);
        await ExecuteAsync(pipeline, Succeed, other);

        _protocol.Snapshot().Attempts.Should().Be(1);
        other.Snapshot().Attempts.Should().Be(2);
    }

    private static ValueTask<DocumentContext> Succeed(DocumentContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(context);

    private ValueTask<Outcome<DocumentContext>> RunAsync(Stage stage, StageFallback? fallback = null) =>
        ExecuteAsync(_protection.For(new StageDefinition("STAGE", stage, fallback)), stage, _protocol);

    private static ValueTask<Outcome<DocumentContext>> ExecuteAsync(
        ResiliencePipeline<DocumentContext> pipeline, Stage stage, StageProtocol protocol)
    {
        var call = new StageCall(stage, _input, protocol);
        return pipeline.ExecuteOutcomeAsync(
            static (call, attempt) => call.AttemptAsync(attempt.CancellationToken),
            call,
            Protection.ContextFor(call, "STAGE", TestContext.Current.CancellationToken));
    }
}
