using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>One key after the other in a family of bulkheads.</summary>
public readonly struct FamilyLookUp : ICall
{
    private readonly KeyedFamily<string, Bulkhead> _family = KeyedFamily.Bulkheads<string>("gate");
    private readonly int[] _next = new int[1];
    private readonly string[] _keys;

    public FamilyLookUp(string[] keys) => _keys = keys;

    public ValueTask<int> Invoke(CancellationToken cancellationToken) =>
        new(_family.Get(_keys[_next[0]++ & (_keys.Length - 1)]) is null ? 0 : 1);
}
