using System.Globalization;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>Several dependencies at once that leave their thread before they answer.</summary>
internal readonly struct OursFanOut : ICall
{
    private readonly FanOutGroup<int, int> _group;
    private readonly int _successes;

    public OursFanOut(int count, FanOutStrategy strategy)
    {
        _successes = strategy == FanOutStrategy.FirstSuccess ? 1 : count;
        _group = new(
            "gate",
            Enumerable.Range(0, count).Select(static i => new Dependency<int, int>(
                i.ToString(CultureInfo.InvariantCulture), static async (request, _) =>
                {
                    await Task.Yield();
                    return request;
                })),
            new() { Strategy = strategy, MaxConcurrency = count });
    }

    public async ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        FanOutResult<int> result = await _group.ExecuteAsync(1, cancellationToken).ConfigureAwait(false);
        return result.Successes >= _successes ? 1 : 0;
    }
}
