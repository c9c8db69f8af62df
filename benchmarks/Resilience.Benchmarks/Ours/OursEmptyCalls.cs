using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>As many calls of an empty pipeline as a run has stages.</summary>
public readonly struct OursEmptyCalls : ICall
{
    private readonly ResiliencePipeline _pipeline = OursPipelines.Empty();
    private readonly Work _work = new();
    private readonly WorkCallback _callback = Callbacks.NextImmediate();
    private readonly int _calls;

    public OursEmptyCalls(int calls) => _calls = calls;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        int sum = 0;
        for (int i = 0; i < _calls; i++)
        {
            sum += Completed.Result(_pipeline.ExecuteAsync(_callback, _work, cancellationToken));
        }

        return new(sum / _calls);
    }
}
