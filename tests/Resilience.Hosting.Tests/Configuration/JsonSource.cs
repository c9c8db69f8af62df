using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>A configuration file without a disk, in the sections Resilience and Block.</summary>
internal sealed class JsonSource : IConfigurationSource
{
    private readonly List<Provider> _providers = [];

    public string Json { get; set; } = "{}";

    public string Block { get; set; } = "{}";

    public IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        var provider = new Provider(this);
        _providers.Add(provider);
        return provider;
    }

    public void Change(string json)
    {
        Json = json;
        _providers.ForEach(static provider => provider.Change());
    }

    private sealed class Provider(JsonSource source) : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource())
    {
        public override void Load() =>
            Load(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Resilience": {{source.Json}}, "Block": {{source.Block}} }""")));

        public void Change()
        {
            Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            Load();
            OnReload();
        }
    }
}
