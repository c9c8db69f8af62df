using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>Failures as values: the callback returns an outcome, and so does the call.</summary>
public readonly struct OursOutcomeCall : ICall
{
    private readonly ResiliencePipeline _pipeline;
    private readonly Work _work = new();

    public OursOutcomeCall(ResiliencePipeline pipeline) => _pipeline = pipeline;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        Outcome<int> outcome = Completed.Result(_pipeline.ExecuteOutcomeAsync(
            static (work, _) => new ValueTask<Outcome<int>>(
                work.NextAttemptFails() ? Outcome.Failure<int>(Work.Error) : Outcome.Success(work.Result)),
            _work,
            cancellationToken));
        return new ValueTask<int>(outcome.Result);
    }
}
