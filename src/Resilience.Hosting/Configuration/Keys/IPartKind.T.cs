using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>What a part may be: one thing, or one of several that are told apart by their type.</summary>
internal interface IPartKind<TPart>
{
    /// <summary>The keys, by the name of the type.</summary>
    IReadOnlyList<KeyValuePair<string, KeySet>> Sets { get; }

    /// <summary>Reads the settings of a part.</summary>
    /// <returns>What makes the part from that which there was, if there was one.</returns>
    Func<TPart?, TPart> Read(SettingsTree node, ReadContext context);
}
