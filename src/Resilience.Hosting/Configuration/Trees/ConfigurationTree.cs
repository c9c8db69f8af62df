using Microsoft.Extensions.Configuration;

namespace Resilience.Hosting.Configuration.Trees;

/// <summary>Reads a section of an <see cref="IConfiguration"/> once.</summary>
internal static class ConfigurationTree
{
    public static SettingsTree Read(IConfiguration configuration)
    {
        var section = configuration as IConfigurationSection;
        var tree = new SettingsTree(section?.Key ?? "", section?.Path ?? "") { Value = section?.Value };
        Fill(tree, configuration);
        return tree;
    }

    private static void Fill(SettingsTree tree, IConfiguration configuration)
    {
        foreach (IConfigurationSection child in configuration.GetChildren())
        {
            SettingsTree node = tree.GetOrAdd(child.Key);
            node.Value = child.Value;
            Fill(node, child);
        }
    }
}
