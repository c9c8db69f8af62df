using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>A text for people must not be the reason why a record cannot be written.</summary>
internal static class StorableText
{
    private const int Longest = 2048;

    public static string Of(string text)
    {
        string cut = text.Length <= Longest ? text : text[..Longest];
        return TextCheck.IsWhole(cut) ? cut : new string([.. cut.Select(static c => char.IsSurrogate(c) ? '\uFFFD' : c)]);
    }
}
