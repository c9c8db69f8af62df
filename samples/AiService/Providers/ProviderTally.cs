using System.Collections.Concurrent;

namespace AiService.Providers;

/// <summary>What a provider has been asked and how it has answered. Safe to use from many threads.</summary>
internal sealed class ProviderTally
{
    private readonly ConcurrentDictionary<int, int> _byStatus = new();

    public int Requests => _byStatus.Values.Sum();

    public int Answered(int status) => _byStatus.GetValueOrDefault(status);

    public void Add(int status) => _byStatus.AddOrUpdate(status, 1, static (_, count) => count + 1);
}
