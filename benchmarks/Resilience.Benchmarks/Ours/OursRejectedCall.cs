using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>A call that is refused, as a value.</summary>
public readonly struct OursRejectedCall : ICall
{
    private readonly ResiliencePipeline _pipeline;
    private readonly Work _work = new();

    public OursRejectedCall(ResiliencePipeline pipeline) => _pipeline = pipeline;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        Outcome<int> outcome = Completed.Result(_pipeline.ExecuteOutcomeAsync(
            static (work, _) => new ValueTask<Outcome<int>>(Outcome.Success(-work.Result)), _work, cancellationToken));
        return new ValueTask<int>(outcome.IsRejected ? _work.Result : throw new InvalidOperationException("The call was let in."));
    }
}
