using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

public readonly struct OursCall : ICall
{
    private readonly WorkCallback _callback;
    private readonly Work _work = new();

    public OursCall(Unbuilt pipeline, WorkCallback callback)
    {
        _ = pipeline;
        _callback = callback;
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return _callback(_work, cancellationToken);
            }
            catch (IOException) when (_work.NextAttemptFails())
            {
            }
        }
    }
}
