using DocumentPipeline.Model;
using DocumentPipeline.Support;
using Resilience;

namespace DocumentPipeline.Running;

public sealed class ProtectionTests
{
    private static readonly DocumentContext _input = Documents.ContextOf("plan.pdf");

    private readonly TestClock _clock = new();
    private readonly Protection _protection;
    private int _attempts;

    public ProtectionTests() =>
        _protection = new Protection(new ProtectionSettings { RetryDelay = TimeSpan.Zero }, 0, static (_, _) => { }, _clock);

    [Fact]
    public void Each_attempt_has_its_own_timeout_and_there_are_no_hazards()
    {
        ResiliencePipeline<DocumentContext> pipeline = _protection.For("STAGE");

        pipeline.Hazards.Should().BeEmpty();
        pipeline.ToString().Should().MatchRegex("(?s)retry.*attempt timeout");
    }

    [Fact]
    public async Task A_document_at_fault_is_a_permanent_failure_and_not_retried()
    {
        Outcome<DocumentContext> outcome = await RunAsync(static _ => throw new DocumentException("corrupt"));

        outcome.Failure!.Value.Should().Be(new Failure(FailureCause.Data, FailureDisposition.Permanent));
        outcome.Exception.Should().BeOfType<DocumentException>();
        _attempts.Should().Be(1);
    }

    [Fact]
    public async Task Exhausted_memory_is_not_retried_with_the_same_work()
    {
        await RunAsync(static _ => throw new InsufficientMemoryException());

        _attempts.Should().Be(1);
    }

    [Fact]
    public async Task Input_and_output_errors_are_retried()
    {
        Outcome<DocumentContext> outcome = await RunAsync(
            _ => _attempts < 3 ? throw new IOException("in use") : ValueTask.FromResult(_input));

        outcome.IsSuccess.Should().BeTrue();
        _attempts.Should().Be(3);
    }

    [Fact]
    public async Task A_stage_whose_attempts_all_hang_fails_after_its_last_timeout()
    {
        Outcome<DocumentContext> outcome = await RunAsync(async cancellationToken =>
        {
            Task hang = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(10));
            await hang;
            return _input;
        });

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        _attempts.Should().Be(3);
    }

    private ValueTask<Outcome<DocumentContext>> RunAsync(Func<CancellationToken, ValueTask<DocumentContext>> work) =>
        _protection.For("STAGE").ExecuteOutcomeAsync(
            cancellationToken =>
            {
                _attempts++;
                return work(cancellationToken);
            },
            TestContext.Current.CancellationToken);
}
