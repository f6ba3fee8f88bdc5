"""A sidecar as years with several programs leave it: more than fifty properties, none of them Pawsort's."""

KEYWORDS = ("Bella", "adoption 2026", "chien & chat", "Labrador Retriever")
PATHS = ("Animals|Dogs|Bella", "Events|adoption 2026")

FOREIGN = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<?my-program keep="this"?>
<!-- written by hand: keep & never parse <this> -->
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:dc='http://purl.org/dc/elements/1.1/'
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="4"
   xmp:Label='Red "to do" > now'
   xmp:CreatorTool="Adobe Photoshop Lightroom Classic 13.0 (Windows)"
   xmp:ModifyDate="2024-05-01T12:34:56+02:00"
   xmp:CreateDate="2024-04-30T08:00:00.12"
   xmp:MetadataDate="2024-05-02T09:00:00+02:00"
   photoshop:DateCreated="2024-04-30"
   photoshop:City="Saint-Étienne"
   photoshop:Instructions="line one&#xA;line two"
   crs:Version="16.0"
   crs:Exposure2012="+0.35"
   crs:HasSettings="True"
   xmpMM:DocumentID="xmp.did:1234"
   xmpMM:OriginalDocumentID="ABCDEF"
   darktable:xmp_version="5"
   darktable:raw_params="0"
   darktable:auto_presets_applied="1"
   darktable:history_end="2">
   <dc:format>image/jpeg</dc:format>
   <dc:title>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">Bella in the garden</rdf:li>
     <rdf:li xml:lang="fr-FR">Bella au jardin, l\u2019été 🐕</rdf:li>
    </rdf:Alt>
   </dc:title>
   <dc:description>
    <rdf:Alt>
     <rdf:li xml:lang="x-default"><![CDATA[Found at 5 & brought in > "today"]]></rdf:li>
    </rdf:Alt>
   </dc:description>
   <dc:creator>
    <rdf:Seq>
     <rdf:li>Zoë Müller</rdf:li>
     <rdf:li>A. N. Other</rdf:li>
    </rdf:Seq>
   </dc:creator>
   <dc:rights>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">© 2024 Shelter</rdf:li>
    </rdf:Alt>
   </dc:rights>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Bella</rdf:li>
     <rdf:li>adoption 2026</rdf:li>
     <!-- a remark among keywords -->
     <rdf:li>chien &amp; chat</rdf:li>
     <rdf:li>Labrador Retriever</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Animals|Dogs|Bella</rdf:li>
     <rdf:li>Events|adoption 2026</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <lr:weightedFlatSubject>
    <rdf:Bag>
     <rdf:li>Bella</rdf:li>
    </rdf:Bag>
   </lr:weightedFlatSubject>
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
     <rdf:li>255, 255</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>
   <crs:Look>
    <rdf:Description crs:Name="Adobe Color" crs:Amount="1">
     <crs:Parameters>
      <rdf:Description crs:Version="16.0" crs:ConvertToGrayscale="False"/>
     </crs:Parameters>
    </rdf:Description>
   </crs:Look>
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li stEvt:action="derived" stEvt:parameters="converted from image/x-nikon-nef"/>
     <rdf:li rdf:parseType="Resource">
      <stEvt:action>saved</stEvt:action>
      <stEvt:instanceID>xmp.iid:5678</stEvt:instanceID>
      <stEvt:when>2024-05-01T12:34:56+02:00</stEvt:when>
     </rdf:li>
    </rdf:Seq>
   </xmpMM:History>
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:num="0" darktable:operation="exposure" darktable:enabled="1" darktable:params="00608bc1"/>
     <rdf:li darktable:num="1" darktable:operation="crop" darktable:enabled="0" darktable:params="gz02eJxj"/>
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">
   <Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource">
    <Iptc4xmpCore:CiAdrCity>Lyon</Iptc4xmpCore:CiAdrCity>
    <Iptc4xmpCore:CiEmailWork>shelter@example.org</Iptc4xmpCore:CiEmailWork>
   </Iptc4xmpCore:CreatorContactInfo>
   <Iptc4xmpCore:Location>Yard 2</Iptc4xmpCore:Location>
   <Iptc4xmpCore:CountryCode>FR</Iptc4xmpCore:CountryCode>
   <Iptc4xmpExt:LocationCreated>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <Iptc4xmpExt:City>Lyon</Iptc4xmpExt:City>
      <Iptc4xmpExt:CountryName>France</Iptc4xmpExt:CountryName>
     </rdf:li>
    </rdf:Bag>
   </Iptc4xmpExt:LocationCreated>
   <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Volunteer 7</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
   <xmpRights:Marked>True</xmpRights:Marked>
   <xmpRights:WebStatement>https://example.org/?a=1&amp;b=2</xmpRights:WebStatement>
   <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Ask first</rdf:li></rdf:Alt></xmpRights:UsageTerms>
   <plus:ImageCreatorImageID>IMG-77</plus:ImageCreatorImageID>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0" xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/"
    xmlns:mediapro="http://ns.iview-multimedia.com/mediapro/1.0/"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
    digiKam:PickLabel="3" digiKam:ColorLabel="2" MicrosoftPhoto:Rating="75">
   <digiKam:TagsList>
    <rdf:Seq>
     <rdf:li>Animals/Dogs/Bella</rdf:li>
     <rdf:li>Events/adoption 2026</rdf:li>
    </rdf:Seq>
   </digiKam:TagsList>
   <digiKam:CaptionsAuthorNames>
    <rdf:Alt><rdf:li xml:lang="x-default">Zoë</rdf:li></rdf:Alt>
   </digiKam:CaptionsAuthorNames>
   <MicrosoftPhoto:LastKeywordXMP><rdf:Bag><rdf:li>Animals/Dogs/Bella</rdf:li></rdf:Bag></MicrosoftPhoto:LastKeywordXMP>
   <acdsee:categories>&lt;Categories&gt;&lt;Category Assigned="1"&gt;Bella&lt;/Category></acdsee:categories>
   <mediapro:CatalogSets><rdf:Bag><rdf:li>Animals|Dogs|Bella</rdf:li></rdf:Bag></mediapro:CatalogSets>
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="4000" stDim:h="3000" stDim:unit="pixel"/>
    <mwg-rs:RegionList>
     <rdf:Bag>
      <rdf:li>
       <rdf:Description mwg-rs:Name="Bella" mwg-rs:Type="Pet">
        <mwg-rs:Area stArea:x="0.5" stArea:y="0.4" stArea:w="0.2" stArea:h="0.3" stArea:unit="normalized"/>
       </rdf:Description>
      </rdf:li>
     </rdf:Bag>
    </mwg-rs:RegionList>
   </mwg-rs:Regions>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:ours="https://shelter.example/ns#" xmlns:é="https://é.example/"
    tiff:Make="NIKON CORPORATION" tiff:Model="NIKON D750" tiff:Orientation="6" exif:FNumber="28/10"
    exif:ExposureTime="1/250"
    exif:GPSLatitude="45,45.5N" exif:GPSLongitude="4,50.1E" aux:Lens="24-70mm f/2.8" aux:SerialNumber="123">
   <exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq></exif:ISOSpeedRatings>
   <exif:Flash rdf:parseType="Resource"><exif:Fired>False</exif:Fired><exif:Mode>2</exif:Mode></exif:Flash>
   <ours:Kennel xml:lang="en">12b</ours:Kennel>
   <ours:Weight rdf:parseType="Resource"><rdf:value>23.5</rdf:value><ours:unit>kg</ours:unit></ours:Weight>
   <ours:Vaccinated rdf:resource="https://shelter.example/rabies"/>
   <ours:Empty/>
   <é:été>chaud</é:été>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<!-- behind everything -->


<?xpacket end="w"?>"""
