/** Channels, aux inputs, effect returns and DCAs; see goldenBytes.test.ts for what a line says. */
export const inputStripLines = `
channel/26/name                   | "Lead Vox"   | /ch/26/config/name      | s | 2f63682f32362f636f6e6669672f6e616d650000 2c730000 4c65616420566f7800000000
channel/29/icon                   | 30           | /ch/29/config/icon      | i | 2f63682f32392f636f6e6669672f69636f6e0000 2c690000 0000001e
channel/3/color                   | redInverted  | /ch/03/config/color     | i | 2f63682f30332f636f6e6669672f636f6c6f7200 2c690000 00000009
channel/18/source                 | Input 20     | /ch/18/config/source    | i | 2f63682f31382f636f6e6669672f736f7572636500000000 2c690000 00000014
channel/13/delay/on               | 1            | /ch/13/delay/on         | i | 2f63682f31332f64656c61792f6f6e00 2c690000 00000001
channel/28/delay/time             | 52.8         | /ch/28/delay/time       | f | 2f63682f32382f64656c61792f74696d65000000 2c660000 3dd72b4a
channel/20/preamp/trim            | 0.5          | /ch/20/preamp/trim      | f | 2f63682f32302f707265616d702f7472696d0000 2c660000 3f038e39
channel/3/preamp/invert           | 1            | /ch/03/preamp/invert    | i | 2f63682f30332f707265616d702f696e7665727400000000 2c690000 00000001
channel/10/preamp/lowCut/on       | 1            | /ch/10/preamp/hpon      | i | 2f63682f31302f707265616d702f68706f6e0000 2c690000 00000001
channel/17/preamp/lowCut/slope    | 18           | /ch/17/preamp/hpslope   | i | 2f63682f31372f707265616d702f6870736c6f7065000000 2c690000 00000001
channel/4/preamp/lowCut/freq      | 178          | /ch/04/preamp/hpf       | f | 2f63682f30342f707265616d702f687066000000 2c660000 3f3ae148
channel/2/gate/on                 | 1            | /ch/02/gate/on          | i | 2f63682f30322f676174652f6f6e0000 2c690000 00000001
channel/15/gate/mode              | expander 4:1 | /ch/15/gate/mode        | i | 2f63682f31352f676174652f6d6f646500000000 2c690000 00000002
channel/23/gate/threshold         | -46          | /ch/23/gate/thr         | f | 2f63682f32332f676174652f74687200 2c660000 3ed9999a
channel/8/gate/range              | 49           | /ch/08/gate/range       | f | 2f63682f30382f676174652f72616e6765000000 2c660000 3f4e98b4
channel/30/gate/attack            | 7            | /ch/30/gate/attack      | f | 2f63682f33302f676174652f61747461636b0000 2c660000 3d6eeeef
channel/15/gate/hold              | 0.16         | /ch/15/gate/hold        | f | 2f63682f31352f676174652f686f6c6400000000 2c660000 3e3851ec
channel/22/gate/release           | 2343         | /ch/22/gate/release     | f | 2f63682f32322f676174652f72656c6561736500 2c660000 3f6b851f
channel/2/gate/keySource          | Aux 6        | /ch/02/gate/keysrc      | i | 2f63682f30322f676174652f6b65797372630000 2c690000 00000026
channel/21/gate/filter/on         | 1            | /ch/21/gate/filter/on   | i | 2f63682f32312f676174652f66696c7465722f6f6e000000 2c690000 00000001
channel/3/gate/filter/type        | high cut 12  | /ch/03/gate/filter/type | i | 2f63682f30332f676174652f66696c7465722f7479706500 2c690000 00000003
channel/24/gate/filter/freq       | 5024         | /ch/24/gate/filter/f    | f | 2f63682f32342f676174652f66696c7465722f6600000000 2c660000 3f4ccccd
channel/13/dynamics/on            | 1            | /ch/13/dyn/on           | i | 2f63682f31332f64796e2f6f6e000000 2c690000 00000001
channel/17/dynamics/mode          | expander     | /ch/17/dyn/mode         | i | 2f63682f31372f64796e2f6d6f646500 2c690000 00000001
channel/17/dynamics/detector      | rms          | /ch/17/dyn/det          | i | 2f63682f31372f64796e2f6465740000 2c690000 00000001
channel/18/dynamics/envelope      | linear       | /ch/18/dyn/env          | i | 2f63682f31382f64796e2f656e760000 2c690000 00000000
channel/16/dynamics/threshold     | -16          | /ch/16/dyn/thr          | f | 2f63682f31362f64796e2f7468720000 2c660000 3f3bbbbc
channel/6/dynamics/ratio          | 5.0          | /ch/06/dyn/ratio        | i | 2f63682f30362f64796e2f726174696f00000000 2c690000 00000007
channel/7/dynamics/knee           | 3            | /ch/07/dyn/knee         | f | 2f63682f30372f64796e2f6b6e656500 2c660000 3f19999a
channel/9/dynamics/makeupGain     | 1.5          | /ch/09/dyn/mgain        | f | 2f63682f30392f64796e2f6d6761696e00000000 2c660000 3d800000
channel/3/dynamics/attack         | 101          | /ch/03/dyn/attack       | f | 2f63682f30332f64796e2f61747461636b000000 2c660000 3f577777
channel/11/dynamics/hold          | 18           | /ch/11/dyn/hold         | f | 2f63682f31312f64796e2f686f6c6400 2c660000 3f170a3d
channel/17/dynamics/release       | 13.6         | /ch/17/dyn/release      | f | 2f63682f31372f64796e2f72656c656173650000 2c660000 3e19999a
channel/17/dynamics/position      | pre          | /ch/17/dyn/pos          | i | 2f63682f31372f64796e2f706f730000 2c690000 00000000
channel/13/dynamics/keySource     | Bus 5        | /ch/13/dyn/keysrc       | i | 2f63682f31332f64796e2f6b6579737263000000 2c690000 00000035
channel/5/dynamics/mix            | 35           | /ch/05/dyn/mix          | f | 2f63682f30352f64796e2f6d69780000 2c660000 3eb33333
channel/12/dynamics/auto          | 1            | /ch/12/dyn/auto         | i | 2f63682f31322f64796e2f6175746f00 2c690000 00000001
channel/5/dynamics/filter/on      | 1            | /ch/05/dyn/filter/on    | i | 2f63682f30352f64796e2f66696c7465722f6f6e00000000 2c690000 00000001
channel/27/dynamics/filter/type   | high cut 12  | /ch/27/dyn/filter/type  | i | 2f63682f32372f64796e2f66696c7465722f747970650000 2c690000 00000003
channel/10/dynamics/filter/freq   | 11509        | /ch/10/dyn/filter/f     | f | 2f63682f31302f64796e2f66696c7465722f6600 2c660000 3f6b851f
channel/19/insert/on              | 1            | /ch/19/insert/on        | i | 2f63682f31392f696e736572742f6f6e00000000 2c690000 00000001
channel/4/insert/position         | pre          | /ch/04/insert/pos       | i | 2f63682f30342f696e736572742f706f73000000 2c690000 00000000
channel/32/insert/slot            | aux 4        | /ch/32/insert/sel       | i | 2f63682f33322f696e736572742f73656c000000 2c690000 00000014
channel/9/eq/on                   | 1            | /ch/09/eq/on            | i | 2f63682f30392f65712f6f6e00000000 2c690000 00000001
channel/6/eq/1/type               | low shelf    | /ch/06/eq/1/type        | i | 2f63682f30362f65712f312f7479706500000000 2c690000 00000001
channel/23/eq/1/freq              | 2193         | /ch/23/eq/1/f           | f | 2f63682f32332f65712f312f66000000 2c660000 3f2e147b
channel/26/eq/1/gain              | -2           | /ch/26/eq/1/g           | f | 2f63682f32362f65712f312f67000000 2c660000 3eddddde
channel/6/eq/1/q                  | 6.4          | /ch/06/eq/1/q           | f | 2f63682f30362f65712f312f71000000 2c660000 3e01cd85
channel/12/eq/2/type              | low shelf    | /ch/12/eq/2/type        | i | 2f63682f31322f65712f322f7479706500000000 2c690000 00000001
channel/23/eq/2/freq              | 3682         | /ch/23/eq/2/f           | f | 2f63682f32332f65712f322f66000000 2c660000 3f4147ae
channel/27/eq/2/gain              | -12.75       | /ch/27/eq/2/g           | f | 2f63682f32372f65712f322f67000000 2c660000 3d99999a
channel/26/eq/2/q                 | 2.77         | /ch/26/eq/2/q           | f | 2f63682f32362f65712f322f71000000 2c660000 3ebb7e32
channel/14/eq/3/type              | high shelf   | /ch/14/eq/3/type        | i | 2f63682f31342f65712f332f7479706500000000 2c690000 00000004
channel/2/eq/3/freq               | 551          | /ch/02/eq/3/f           | f | 2f63682f30322f65712f332f66000000 2c660000 3ef5c28f
channel/9/eq/3/gain               | -14          | /ch/09/eq/3/g           | f | 2f63682f30392f65712f332f67000000 2c660000 3d088889
channel/2/eq/3/q                  | 0.66         | /ch/02/eq/3/q           | f | 2f63682f30322f65712f332f71000000 2c660000 3f464f53
channel/15/eq/4/type              | low shelf    | /ch/15/eq/4/type        | i | 2f63682f31352f65712f342f7479706500000000 2c690000 00000001
channel/17/eq/4/freq              | 7604         | /ch/17/eq/4/f           | f | 2f63682f31372f65712f342f66000000 2c660000 3f5c28f6
channel/19/eq/4/gain              | 11.5         | /ch/19/eq/4/g           | f | 2f63682f31392f65712f342f67000000 2c660000 3f622222
channel/19/eq/4/q                 | 0.516        | /ch/19/eq/4/q           | f | 2f63682f31392f65712f342f71000000 2c660000 3f585689
channel/29/mute                   | 1            | /ch/29/mix/on           | i | 2f63682f32392f6d69782f6f6e000000 2c690000 00000000
channel/8/fader                   | -12          | /ch/08/mix/fader        | f | 2f63682f30382f6d69782f666164657200000000 2c660000 3ef33ccf
channel/24/assign/main            | 0            | /ch/24/mix/st           | i | 2f63682f32342f6d69782f7374000000 2c690000 00000000
channel/12/pan                    | -0.12        | /ch/12/mix/pan          | f | 2f63682f31322f6d69782f70616e0000 2c660000 3ee147ae
channel/3/assign/mono             | 1            | /ch/03/mix/mono         | i | 2f63682f30332f6d69782f6d6f6e6f00 2c690000 00000001
channel/13/monoLevel              | 3            | /ch/13/mix/mlevel       | f | 2f63682f31332f6d69782f6d6c6576656c000000 2c660000 3f533333
channel/15/send/bus/3/on          | 0            | /ch/15/mix/03/on        | i | 2f63682f31352f6d69782f30332f6f6e00000000 2c690000 00000000
channel/4/send/bus/15/level       | -5           | /ch/04/mix/15/level     | f | 2f63682f30342f6d69782f31352f6c6576656c00 2c660000 3f200000
channel/18/send/bus/11/pan        | -0.16        | /ch/18/mix/11/pan       | f | 2f63682f31382f6d69782f31312f70616e000000 2c660000 3ed70a3d
channel/18/send/bus/5/tap         | subgroup     | /ch/18/mix/05/type      | i | 2f63682f31382f6d69782f30352f747970650000 2c690000 00000005
channel/11/send/bus/7/panFollow   | 1            | /ch/11/mix/07/panFollow | i | 2f63682f31312f6d69782f30372f70616e466f6c6c6f7700 2c690000 00000001
channel/32/send/bus/2/on          | 0            | /ch/32/mix/02/on        | i | 2f63682f33322f6d69782f30322f6f6e00000000 2c690000 00000000
channel/20/send/bus/14/level      | -27.5        | /ch/20/mix/14/level     | f | 2f63682f32302f6d69782f31342f6c6576656c00 2c660000 3e900000
channel/20/assign/dca/(2 5 7)     | 1            | /ch/20/grp/dca          | i | 2f63682f32302f6772702f6463610000 2c690000 00000052
channel/16/assign/muteGroup/(3 5) | 1            | /ch/16/grp/mute         | i | 2f63682f31362f6772702f6d75746500 2c690000 00000014
channel/21/automix/group          | Y            | /ch/21/automix/group    | i | 2f63682f32312f6175746f6d69782f67726f757000000000 2c690000 00000002
channel/12/automix/weight         | -8           | /ch/12/automix/weight   | f | 2f63682f31322f6175746f6d69782f776569676874000000 2c660000 3e2aaaab

auxIn/8/name                   | "Kick In"  | /auxin/08/config/name      | s | 2f617578696e2f30382f636f6e6669672f6e616d65000000 2c730000 4b69636b20496e00
auxIn/4/icon                   | 17         | /auxin/04/config/icon      | i | 2f617578696e2f30342f636f6e6669672f69636f6e000000 2c690000 00000011
auxIn/7/color                  | red        | /auxin/07/config/color     | i | 2f617578696e2f30372f636f6e6669672f636f6c6f720000 2c690000 00000001
auxIn/5/source                 | Input 12   | /auxin/05/config/source    | i | 2f617578696e2f30352f636f6e6669672f736f7572636500 2c690000 0000000c
auxIn/7/preamp/trim            | 8.25       | /auxin/07/preamp/trim      | f | 2f617578696e2f30372f707265616d702f7472696d000000 2c660000 3f3aaaab
auxIn/7/preamp/invert          | 1          | /auxin/07/preamp/invert    | i | 2f617578696e2f30372f707265616d702f696e7665727400 2c690000 00000001
auxIn/6/eq/on                  | 1          | /auxin/06/eq/on            | i | 2f617578696e2f30362f65712f6f6e00 2c690000 00000001
auxIn/2/eq/1/type              | high shelf | /auxin/02/eq/1/type        | i | 2f617578696e2f30322f65712f312f7479706500 2c690000 00000004
auxIn/5/eq/1/freq              | 2270       | /auxin/05/eq/1/f           | f | 2f617578696e2f30352f65712f312f6600000000 2c660000 3f2f5c29
auxIn/8/eq/1/gain              | 8.5        | /auxin/08/eq/1/g           | f | 2f617578696e2f30382f65712f312f6700000000 2c660000 3f488889
auxIn/6/eq/1/q                 | 1.61       | /auxin/06/eq/1/q           | f | 2f617578696e2f30362f65712f312f7100000000 2c660000 3f056890
auxIn/5/eq/2/type              | vintage    | /auxin/05/eq/2/type        | i | 2f617578696e2f30352f65712f322f7479706500 2c690000 00000003
auxIn/3/eq/2/freq              | 12765      | /auxin/03/eq/2/f           | f | 2f617578696e2f30332f65712f322f6600000000 2c660000 3f6f5c29
auxIn/3/eq/2/gain              | 5.75       | /auxin/03/eq/2/g           | f | 2f617578696e2f30332f65712f322f6700000000 2c660000 3f311111
auxIn/5/eq/2/q                 | 7.1        | /auxin/05/eq/2/q           | f | 2f617578696e2f30352f65712f322f7100000000 2c660000 3dc9ea5e
auxIn/6/eq/3/type              | low shelf  | /auxin/06/eq/3/type        | i | 2f617578696e2f30362f65712f332f7479706500 2c690000 00000001
auxIn/6/eq/3/freq              | 3319       | /auxin/06/eq/3/f           | f | 2f617578696e2f30362f65712f332f6600000000 2c660000 3f3d70a4
auxIn/6/eq/3/gain              | 13         | /auxin/06/eq/3/g           | f | 2f617578696e2f30362f65712f332f6700000000 2c660000 3f6eeeef
auxIn/7/eq/3/q                 | 0.403      | /auxin/07/eq/3/q           | f | 2f617578696e2f30372f65712f332f7100000000 2c660000 3f6a5dbf
auxIn/6/eq/4/type              | vintage    | /auxin/06/eq/4/type        | i | 2f617578696e2f30362f65712f342f7479706500 2c690000 00000003
auxIn/8/eq/4/freq              | 25.5       | /auxin/08/eq/4/f           | f | 2f617578696e2f30382f65712f342f6600000000 2c660000 3d0f5c29
auxIn/5/eq/4/gain              | 0.5        | /auxin/05/eq/4/g           | f | 2f617578696e2f30352f65712f342f6700000000 2c660000 3f044444
auxIn/2/eq/4/q                 | 1.53       | /auxin/02/eq/4/q           | f | 2f617578696e2f30322f65712f342f7100000000 2c660000 3f09039b
auxIn/8/mute                   | 1          | /auxin/08/mix/on           | i | 2f617578696e2f30382f6d69782f6f6e00000000 2c690000 00000000
auxIn/5/fader                  | -8.25      | /auxin/05/mix/fader        | f | 2f617578696e2f30352f6d69782f666164657200 2c660000 3f0b22c9
auxIn/6/assign/main            | 0          | /auxin/06/mix/st           | i | 2f617578696e2f30362f6d69782f737400000000 2c690000 00000000
auxIn/5/pan                    | -0.2       | /auxin/05/mix/pan          | f | 2f617578696e2f30352f6d69782f70616e000000 2c660000 3ecccccd
auxIn/8/assign/mono            | 1          | /auxin/08/mix/mono         | i | 2f617578696e2f30382f6d69782f6d6f6e6f0000 2c690000 00000001
auxIn/3/monoLevel              | 6.5        | /auxin/03/mix/mlevel       | f | 2f617578696e2f30332f6d69782f6d6c6576656c00000000 2c660000 3f69999a
auxIn/8/send/bus/13/on         | 0          | /auxin/08/mix/13/on        | i | 2f617578696e2f30382f6d69782f31332f6f6e00 2c690000 00000000
auxIn/8/send/bus/5/level       | -40        | /auxin/08/mix/05/level     | f | 2f617578696e2f30382f6d69782f30352f6c6576656c0000 2c660000 3e400000
auxIn/8/send/bus/13/pan        | -0.24      | /auxin/08/mix/13/pan       | f | 2f617578696e2f30382f6d69782f31332f70616e00000000 2c660000 3ec28f5c
auxIn/6/send/bus/3/tap         | postEq     | /auxin/06/mix/03/type      | i | 2f617578696e2f30362f6d69782f30332f74797065000000 2c690000 00000002
auxIn/5/send/bus/9/panFollow   | 1          | /auxin/05/mix/09/panFollow | i | 2f617578696e2f30352f6d69782f30392f70616e466f6c6c6f770000 2c690000 00000001
auxIn/5/send/bus/4/on          | 0          | /auxin/05/mix/04/on        | i | 2f617578696e2f30352f6d69782f30342f6f6e00 2c690000 00000000
auxIn/6/send/bus/2/level       | -54        | /auxin/06/mix/02/level     | f | 2f617578696e2f30362f6d69782f30322f6c6576656c0000 2c660000 3dcccccd
auxIn/3/assign/dca/(1 4 6)     | 1          | /auxin/03/grp/dca          | i | 2f617578696e2f30332f6772702f646361000000 2c690000 00000029
auxIn/7/assign/muteGroup/(2 6) | 1          | /auxin/07/grp/mute         | i | 2f617578696e2f30372f6772702f6d7574650000 2c690000 00000022

fxReturn/3/name                   | "Snare Bottom" | /fxrtn/03/config/name      | s | 2f667872746e2f30332f636f6e6669672f6e616d65000000 2c730000 536e61726520426f74746f6d00000000
fxReturn/7/icon                   | 39             | /fxrtn/07/config/icon      | i | 2f667872746e2f30372f636f6e6669672f69636f6e000000 2c690000 00000027
fxReturn/6/color                  | blue           | /fxrtn/06/config/color     | i | 2f667872746e2f30362f636f6e6669672f636f6c6f720000 2c690000 00000004
fxReturn/2/eq/on                  | 1              | /fxrtn/02/eq/on            | i | 2f667872746e2f30322f65712f6f6e00 2c690000 00000001
fxReturn/3/eq/1/type              | high cut       | /fxrtn/03/eq/1/type        | i | 2f667872746e2f30332f65712f312f7479706500 2c690000 00000005
fxReturn/2/eq/1/freq              | 3206           | /fxrtn/02/eq/1/f           | f | 2f667872746e2f30322f65712f312f6600000000 2c660000 3f3c28f6
fxReturn/2/eq/1/gain              | 11.75          | /fxrtn/02/eq/1/g           | f | 2f667872746e2f30322f65712f312f6700000000 2c660000 3f644444
fxReturn/4/eq/1/q                 | 2.16           | /fxrtn/04/eq/1/q           | f | 2f667872746e2f30342f65712f312f7100000000 2c660000 3edf8c9f
fxReturn/3/eq/2/type              | high cut       | /fxrtn/03/eq/2/type        | i | 2f667872746e2f30332f65712f322f7479706500 2c690000 00000005
fxReturn/2/eq/2/freq              | 258            | /fxrtn/02/eq/2/f           | f | 2f667872746e2f30322f65712f322f6600000000 2c660000 3ebd70a4
fxReturn/6/eq/2/gain              | -14.5          | /fxrtn/06/eq/2/g           | f | 2f667872746e2f30362f65712f322f6700000000 2c660000 3c888889
fxReturn/3/eq/2/q                 | 7.8            | /fxrtn/03/eq/2/q           | f | 2f667872746e2f30332f65712f322f7100000000 2c660000 3d9039b1
fxReturn/8/eq/3/type              | vintage        | /fxrtn/08/eq/3/type        | i | 2f667872746e2f30382f65712f332f7479706500 2c690000 00000003
fxReturn/4/eq/3/freq              | 2518           | /fxrtn/04/eq/3/f           | f | 2f667872746e2f30342f65712f332f6600000000 2c660000 3f333333
fxReturn/8/eq/3/gain              | 10.25          | /fxrtn/08/eq/3/g           | f | 2f667872746e2f30382f65712f332f6700000000 2c660000 3f577777
fxReturn/7/eq/3/q                 | 0.695          | /fxrtn/07/eq/3/q           | f | 2f667872746e2f30372f65712f332f7100000000 2c660000 3f42b448
fxReturn/4/eq/4/type              | vintage        | /fxrtn/04/eq/4/type        | i | 2f667872746e2f30342f65712f342f7479706500 2c690000 00000003
fxReturn/3/eq/4/freq              | 26.4           | /fxrtn/03/eq/4/f           | f | 2f667872746e2f30332f65712f342f6600000000 2c660000 3d23d70a
fxReturn/4/eq/4/gain              | -4.75          | /fxrtn/04/eq/4/g           | f | 2f667872746e2f30342f65712f342f6700000000 2c660000 3eaeeeef
fxReturn/5/eq/4/q                 | 0.54           | /fxrtn/05/eq/4/q           | f | 2f667872746e2f30352f65712f342f7100000000 2c660000 3f54bb7e
fxReturn/6/mute                   | 1              | /fxrtn/06/mix/on           | i | 2f667872746e2f30362f6d69782f6f6e00000000 2c690000 00000000
fxReturn/4/fader                  | -∞             | /fxrtn/04/mix/fader        | f | 2f667872746e2f30342f6d69782f666164657200 2c660000 00000000
fxReturn/3/assign/main            | 0              | /fxrtn/03/mix/st           | i | 2f667872746e2f30332f6d69782f737400000000 2c690000 00000000
fxReturn/5/pan                    | -0.2           | /fxrtn/05/mix/pan          | f | 2f667872746e2f30352f6d69782f70616e000000 2c660000 3ecccccd
fxReturn/7/assign/mono            | 1              | /fxrtn/07/mix/mono         | i | 2f667872746e2f30372f6d69782f6d6f6e6f0000 2c690000 00000001
fxReturn/8/monoLevel              | -66            | /fxrtn/08/mix/mlevel       | f | 2f667872746e2f30382f6d69782f6d6c6576656c00000000 2c660000 3d4ccccd
fxReturn/6/send/bus/13/on         | 0              | /fxrtn/06/mix/13/on        | i | 2f667872746e2f30362f6d69782f31332f6f6e00 2c690000 00000000
fxReturn/6/send/bus/3/level       | 10             | /fxrtn/06/mix/03/level     | f | 2f667872746e2f30362f6d69782f30332f6c6576656c0000 2c660000 3f800000
fxReturn/6/send/bus/5/pan         | -0.9           | /fxrtn/06/mix/05/pan       | f | 2f667872746e2f30362f6d69782f30352f70616e00000000 2c660000 3d4ccccd
fxReturn/5/send/bus/13/tap        | postEq         | /fxrtn/05/mix/13/type      | i | 2f667872746e2f30352f6d69782f31332f74797065000000 2c690000 00000002
fxReturn/4/send/bus/5/panFollow   | 1              | /fxrtn/04/mix/05/panFollow | i | 2f667872746e2f30342f6d69782f30352f70616e466f6c6c6f770000 2c690000 00000001
fxReturn/2/send/bus/14/on         | 0              | /fxrtn/02/mix/14/on        | i | 2f667872746e2f30322f6d69782f31342f6f6e00 2c690000 00000000
fxReturn/7/send/bus/2/level       | -18.5          | /fxrtn/07/mix/02/level     | f | 2f667872746e2f30372f6d69782f30322f6c6576656c0000 2c660000 3ec9999a
fxReturn/2/assign/dca/(3 8)       | 1              | /fxrtn/02/grp/dca          | i | 2f667872746e2f30322f6772702f646361000000 2c690000 00000084
fxReturn/7/assign/muteGroup/(1 4) | 1              | /fxrtn/07/grp/mute         | i | 2f667872746e2f30372f6772702f6d7574650000 2c690000 00000009

dca/7/mute  | 1           | /dca/7/on           | i | 2f6463612f372f6f6e000000 2c690000 00000000
dca/4/fader | -∞          | /dca/4/fader        | f | 2f6463612f342f666164657200000000 2c660000 00000000
dca/2/name  | "Choir"     | /dca/2/config/name  | s | 2f6463612f322f636f6e6669672f6e616d650000 2c730000 43686f6972000000
dca/4/icon  | 7           | /dca/4/config/icon  | i | 2f6463612f342f636f6e6669672f69636f6e0000 2c690000 00000007
dca/6/color | redInverted | /dca/6/config/color | i | 2f6463612f362f636f6e6669672f636f6c6f7200 2c690000 00000009
`;
