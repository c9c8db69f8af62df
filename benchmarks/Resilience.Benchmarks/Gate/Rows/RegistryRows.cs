using Resilience.Benchmarks.Ours;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>What a registry and a family add: to a pipeline of ours that nobody holds, and to a dictionary.</summary>
internal static class RegistryRows
{
    public static IEnumerable<GateRow> Create() =>
    [
        .. Pair.Immediate(
            "pipeline of a registry ÷ bare pipeline",
            Bar.Ratio(1.3, 0),
            static callback => new OursCall(OursRegistry.Held(), callback),
            static callback => new OursCall(OursRegistry.Bare(), callback)),
        .. Pair.Of(
            "look-up in a keyed family ÷ in a dictionary",
            Bar.Ratio(3, 0),
            new FamilyLookUp(OursRegistry.Keys),
            new DictionaryLookUp(OursRegistry.Keys)),
    ];
}
