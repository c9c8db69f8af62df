using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Peer;

/// <summary>The same calls by the framework's own means: no deadline, no statistics, and whoever fails takes all with him.</summary>
internal readonly struct PlainTasks(int count, bool first) : ICall
{
    public async ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        var calls = new Task<int>[count];
        for (int i = 0; i < calls.Length; i++)
            calls[i] = CallAsync(1, cancellationToken);
        if (first)
            return await (await Task.WhenAny(calls).ConfigureAwait(false)).ConfigureAwait(false);
        int[] results = await Task.WhenAll(calls).ConfigureAwait(false);
        return results.Length == count ? results[0] : 0;
    }

    private static async Task<int> CallAsync(int request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return request;
    }
}
